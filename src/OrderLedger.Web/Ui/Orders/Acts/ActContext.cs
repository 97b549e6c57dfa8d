using OrderLedger.App.ChangeSets;
using OrderLedger.App.Orders;
using OrderLedger.App.Settings;
using OrderLedger.Domain;

namespace OrderLedger.Web.Ui.Orders.Acts;

/// <summary>What every form of an order page needs: the order, the lists of the book, and what was posted and refused.</summary>
/// <param name="Posted">The form that was sent and refused; null on a page that was only asked for.</param>
/// <param name="Since">What others changed since the refused form was read; newest first.</param>
public sealed record ActContext(OrderView Order, BookSettings Settings, long NewestChange, ActDraft? Posted, Refusal? Refusal,
    IReadOnlyList<ChangeSetView> Since)
{
    public bool IsPosted(string name, long target) =>
        Refusal is not null && Posted is not null && Posted.Target == target && string.Equals(Posted.Event, name, StringComparison.Ordinal);

    /// <summary>What was typed into this form, or a blank one.</summary>
    public ActDraft DraftOf(string name, long target) => IsPosted(name, target) ? Posted! : new();
}
