using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Access;
using OrderLedger.App.ChangeSets;
using OrderLedger.App.Data;
using OrderLedger.App.Grid;
using OrderLedger.App.Orders;
using OrderLedger.Domain;

namespace OrderLedger.App.Tests.Grid;

/// <summary>Three orders of one customer, and the grid's verbs in a test's words.</summary>
public abstract class GridTest : LedgerTest
{
    protected IReadOnlyList<OrderView> Orders { get; private set; } = [];

    protected OrderView One => Orders[0];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var customer = await Do.CustomerAsync("HS", new(Salesperson: People.Lin.Name));
        Orders = [await Do.OrderAsync(customer, (10, 5), (4, 2.5m)), await Do.OrderAsync(customer, (2, 7)), await Do.OrderAsync(customer, (3, 9))];
    }

    internal Task<Outcome<ChangeCells.Result>> TypeAsync(Actor? by, params ChangeCells.Change[] changes) =>
        ChangeAsync(new() { Changes = changes }, by);

    internal Task<Outcome<ChangeCells.Result>> TypeAsync(params ChangeCells.Change[] changes) => TypeAsync(null, changes);

    internal Task<Outcome<ChangeCells.Result>> PreviewAsync(params ChangeCells.Change[] changes) =>
        ChangeAsync(new() { Changes = changes, Preview = true });

    internal Task<Outcome<ChangeCells.Result>> ChangeAsync(ChangeCells.Input input, Actor? by = null, Once? once = null) =>
        new ChangeCells(Book.Ledger).RunAsync(by ?? People.Owner, input, Cancellation, once);

    internal async Task<UndoChangeSet.Result> UndoneAsync(long? set, Actor? by = null) => Accepted(
        await new UndoChangeSet(Book.Ledger).RunAsync(by ?? People.Owner, set!.Value, Cancellation));

    internal static ChangeCells.Change Cell(OrderView order, string field, object? value, object? was = null, int? line = null,
        bool force = false, CellFacts? facts = null) => new()
        {
            OrderId = order.Id, Field = field, Value = JsonSerializer.SerializeToElement(value), Force = force, Facts = facts,
            Was = was is null ? default : JsonSerializer.SerializeToElement(was), LineId = line is { } i ? order.Lines[i].Id : null,
        };

    internal static IReadOnlyList<ChangeCells.NewCell> Row(params (string Field, object? Value)[] cells) =>
        [.. cells.Select(static cell => new ChangeCells.NewCell { Field = cell.Field, Value = JsonSerializer.SerializeToElement(cell.Value) })];

    /// <summary>The codes of the problems by place, in order of places.</summary>
    internal static string Codes(ChangeCells.Result result) => string.Join(' ', result.Problems
        .OrderBy(static p => p.Index ?? p.NewOrder).Select(static p => $"{p.Index ?? p.NewOrder}:{p.Code}"));

    internal Task<long> SetsAsync() => Book.CountAsync("change_sets");

    internal Task<string> VerbAsync(long? set) => Book.ReadAsync(db => db.ChangeSets.Where(c => c.Id == set).Select(static c => c.Verb)
        .SingleAsync(Cancellation));
}
