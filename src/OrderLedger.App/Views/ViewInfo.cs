using System.Text.Json.Serialization;
using OrderLedger.App.Access;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.Domain;

namespace OrderLedger.App.Views;

/// <summary>A view as its reader may use it.</summary>
/// <param name="Key">Id or built-in name: what an address names it by.</param>
/// <param name="Owner">Name of who keeps it; null: built in.</param>
/// <param name="IsOwnLayout">The reader has arranged the columns; else the layout is the view's.</param>
/// <param name="IsEditable">This reader may change and delete it.</param>
public sealed record ViewInfo(string Key, long? Id, string Name, ViewKind Kind, string? Owner, bool Shared, LedgerRows Rows,
    string? Filter, string? Sort, string? Group, ViewLayout? Layout, bool IsOwnLayout, bool IsEditable, long Version)
{
    /// <summary>Why this reader cannot use it. Of a view of others, filter, sort and group are missing then: they name what the
    /// reader may not see.</summary>
    [JsonIgnore]
    public Refusal? Problem { get; init; }

    /// <summary>Rows behind it; null when not asked for, or with a problem.</summary>
    public long? Count { get; init; }

    internal static ViewInfo Of(SavedView view, string? ownLayout, Actor reader)
    {
        var isMine = view.OwnerId == reader.UserId;
        var problem = ViewRules.Check(view, reader);
        var says = problem is null || isMine;
        return new($"{view.Id}", view.Id, view.Name, isMine ? ViewKind.Mine : ViewKind.Shared, view.OwnerName, view.IsShared, view.RowKind,
            says ? view.FilterText : null, says ? view.SortTerms : null, says ? view.GroupTerms : null,
            ViewLayout.Read(ownLayout ?? view.Layout, reader, view.RowKind), ownLayout is not null, ViewRules.MayChange(view, reader), view.Version)
        {
            Problem = problem is null || isMine ? problem : Refusal.Forbidden("view.hidden-columns", view.Name),
        };
    }

    internal static ViewInfo BuiltIn(string name, string filter, string? ownLayout, Actor reader) =>
        new(name, null, name, ViewKind.BuiltIn, null, true, LedgerRows.Orders, filter.Length == 0 ? null : filter, null, null,
            ViewLayout.Read(ownLayout, reader, LedgerRows.Orders), ownLayout is not null, false, 0);
}

/// <summary>Whose view it is, seen by its reader.</summary>
public enum ViewKind
{
    BuiltIn,
    Mine,
    Shared,
}
