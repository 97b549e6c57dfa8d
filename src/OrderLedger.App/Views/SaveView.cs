using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.App.Data.Commit;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.Domain;

namespace OrderLedger.App.Views;

/// <summary>Keeps a view, or changes one. Whoever has an account may keep and share views of the own; a shared one is changed by
/// its owner or by who may change the settings.</summary>
public sealed class SaveView(Ledger ledger)
{
    /// <summary>Characters of a name at most: it stands in a tab.</summary>
    public const int NameMax = 40;

    /// <summary>Views of one user at most.</summary>
    public const int ViewsMax = 100;

    private const int TermsMax = 500;

    /// <summary>Null leaves a member as it is; an empty text clears it.</summary>
    /// <param name="Filter">Must be one that who saves it may ask.</param>
    /// <param name="Group">One to three columns.</param>
    /// <param name="Layout">What others see at first; an empty one clears it.</param>
    /// <param name="SeenVersion">The version the user looked at; null: not asked.</param>
    public sealed record Input(string? Name = null, bool? Shared = null, LedgerRows? Rows = null, string? Filter = null,
        string? Sort = null, string? Group = null, ViewLayout? Layout = null, long? SeenVersion = null);

    /// <param name="id">Null: a new view.</param>
    public Task<Outcome<ViewInfo>> RunAsync(
        Actor actor, long? id, Input input, CancellationToken cancellation, Once? once = null) =>
        ledger.WriteAsync<ViewInfo>(actor, "view.save", async write =>
        {
            write.KeepOffTheRecord();
            var found = id is { } known ? await write.Db.FindToChangeAsync(actor, known, cancellation)
                : await BeginAsync(write, cancellation);
            if (!found.Accepted) return found.Refusal;
            var view = found.Value;
            if (input.SeenVersion is { } seen && seen != view.Version) return new Refusal(RefusalKind.Stale, "view.stale", view.Name);
            if (Apply(view, input) is { } wrong) return wrong;
            if (input.Layout?.Check(actor, "Layout.", view.RowKind) is { } layout) return layout;
            if (ViewRules.Check(view, actor) is { } refusal) return refusal;
            if (await write.Db.SavedViews.AnyAsync(
                v => v.OwnerId == view.OwnerId && v.NameKey == view.NameKey && v.Id != view.Id, cancellation))
                return Refusal.NotAllowed("view.name-taken", view.Name).At("Name");

            view.Version++;
            view.ChangedAt = write.Now;
            if (id is null) write.Db.SavedViews.Add(view);
            await write.SaveAsync(cancellation);
            var key = $"{view.Id}";
            var own = await write.Db.ViewLayouts.Where(l => l.UserId == actor.UserId && l.ViewKey == key)
                .Select(static l => l.Json).FirstOrDefaultAsync(cancellation);
            return ViewInfo.Of(view, own, actor);
        }, cancellation, once);

    private static async Task<Outcome<SavedView>> BeginAsync(Write write, CancellationToken cancellation)
    {
        if (write.Actor.UserId is not { } user) return Refusal.Forbidden("view.no-account");
        return await write.Db.SavedViews.CountAsync(v => v.OwnerId == user, cancellation) >= ViewsMax
            ? Refusal.NotAllowed("view.too-many", $"{ViewsMax}")
            : new SavedView { OwnerId = user, OwnerName = write.Actor.Name };
    }

    private static Refusal? Apply(SavedView view, Input input)
    {
        view.Name = input.Name?.Trim() ?? view.Name;
        view.NameKey = TextFolding.Key(view.Name);
        if (view.Name.Length is 0 or > NameMax) return Refusal.Invalid("view.name-length", $"{NameMax}").At("Name");
        // An address names a view by id or by built-in name; no other name may look like one.
        if (ViewRules.IsBuiltIn(view.NameKey) || view.NameKey.All(char.IsAsciiDigit))
            return Refusal.Invalid("view.name-reserved", view.Name).At("Name");
        if (input.Sort?.Length > TermsMax) return Refusal.Invalid("view.terms-length", $"{TermsMax}").At("Sort");
        if (input.Group?.Length > TermsMax) return Refusal.Invalid("view.terms-length", $"{TermsMax}").At("Group");
        view.IsShared = input.Shared ?? view.IsShared;
        view.RowKind = input.Rows ?? view.RowKind;
        view.FilterText = input.Filter.Or(view.FilterText);
        view.SortTerms = input.Sort.Or(view.SortTerms);
        view.GroupTerms = input.Group.Or(view.GroupTerms);
        if (input.Layout is { } layout) view.Layout = layout.Write();
        return null;
    }
}
