using System.Text.Json;
using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.Domain;

namespace OrderLedger.App.Grid;

/// <summary>Many cells of many orders and lines, as typed or pasted into the grid: one change set, all or nothing. A preview says per
/// cell what would be refused and writes nothing.</summary>
/// <remarks>Cells of an order become one amendment, and a status word the events it stands for: there is no second way past the
/// rules. A cell that others changed since it was read is a conflict; different cells merge.</remarks>
public sealed class ChangeCells(Ledger ledger)
{
    /// <summary>A column of ten thousand orders; more is an import.</summary>
    public const int ChangesMax = 10_000;

    /// <summary>Rows that become new orders.</summary>
    public const int NewRowsMax = 2_000;

    /// <summary>After so many problems it is not looked for more: nobody reads them, and each costs another look at its order.</summary>
    public const int ProblemsMax = 1_000;

    /// <summary>The code of a problem whose facts name what a status word still needs: method, date, reason.</summary>
    public const string NeedsFacts = "needs-facts";

    public sealed record Input
    {
        /// <summary>What a row of the sender's grid stands for.</summary>
        public LedgerRows Rows { get; init; }

        /// <summary>At most <see cref="ChangesMax"/>.</summary>
        public IReadOnlyList<Change> Changes { get; init => field = value ?? []; } = [];

        /// <summary>Rows that become new orders, at most <see cref="NewRowsMax"/>; rows of one number are the lines of one order.</summary>
        public IReadOnlyList<IReadOnlyList<NewCell>> NewOrders { get; init => field = value ?? []; } = [];
        public bool Preview { get; init; }
        public string? Reason { get; init; }

        /// <summary>Why to go over the credit limit; needs the right to override.</summary>
        public string? OverrideReason { get; init; }
    }

    public sealed record Change
    {
        public long OrderId { get; init; }

        /// <summary>Of a field of a line.</summary>
        public long? LineId { get; init; }

        /// <summary>Name of the column.</summary>
        public string Field { get; init => field = value ?? ""; } = "";

        /// <summary>A text as a person writes it, or typed JSON; nothing and a blank clear a text.</summary>
        public JsonElement Value { get; init; }

        /// <summary>What the writer saw in the cell; absent: not asked.</summary>
        public JsonElement Was { get; init; }

        /// <summary>Writes over what others have written since.</summary>
        public bool Force { get; init; }

        /// <summary>What a status word needs.</summary>
        public CellFacts? Facts { get; init; }
    }

    public sealed record NewCell
    {
        /// <summary>Name of the column.</summary>
        public string Field { get; init => field = value ?? ""; } = "";

        /// <summary>As of a change; a blank says nothing.</summary>
        public JsonElement Value { get; init; }
    }

    /// <param name="ChangeSet">Null when nothing was written: a preview, a problem, a conflict, or nothing to change.</param>
    /// <param name="Applied">Cells that change (in a preview: would).</param>
    /// <param name="Orders">The orders that change, new ones too (in a preview without those).</param>
    public sealed record Result(long? ChangeSet, int Applied, IReadOnlyList<CellProblem> Problems,
        IReadOnlyList<CellConflict> Conflicts, IReadOnlyList<long> Orders);

    /// <summary>Writes, or says why nothing was written; that answer is no refusal, for it names each cell.</summary>
    public async Task<Outcome<Result>> RunAsync(Actor actor, Input input, CancellationToken cancellation, Once? once = null)
    {
        if (Wrong(input) is { } wrong) return wrong;
        if (input.Preview)
            return await ledger.RehearseAsync(actor, "ledger.change", async write =>
                (Outcome<Result>)await new CellWork(write, input).RunAsync(cancellation), cancellation);

        Result? unwritten = null;
        var outcome = await ledger.WriteAloneAsync<Result>(actor, "ledger.change", async write =>
        {
            write.Because(input.Reason);
            var result = await new CellWork(write, input).RunAsync(cancellation);
            unwritten = write.IsRehearsal ? result : null;
            return write.IsRehearsal ? Refusal.NotAllowed("cell.problems") : result;
        }, cancellation, once);
        return outcome.Accepted || unwritten is null ? outcome : unwritten;
    }

    private static Refusal? Wrong(Input input)
    {
        if (input.Changes.NoGaps(nameof(input.Changes)) is { } gap) return gap;
        if (input.NewOrders.NoGaps(nameof(input.NewOrders)) is { } missing) return missing;
        for (var i = 0; i < input.NewOrders.Count; i++)
        {
            if (input.NewOrders[i].NoGaps($"NewOrders[{i}]") is { } hole) return hole;
        }
        if (input.Changes.Count > ChangesMax) return Refusal.Invalid("cell.too-many", $"{ChangesMax}").At(nameof(input.Changes));
        if (input.NewOrders.Count > NewRowsMax) return Refusal.Invalid("cell.too-many", $"{NewRowsMax}").At(nameof(input.NewOrders));
        return input.Changes.Count + input.NewOrders.Count == 0 ? Refusal.Invalid("cell.none").At(nameof(input.Changes)) : null;
    }
}

/// <summary>Why a cell cannot be what was typed.</summary>
/// <param name="Index">Of the change.</param>
/// <param name="NewOrder">Of the row that would become a new order.</param>
/// <param name="Facts">Of the code <c>needs-facts</c>: the names of the missing facts.</param>
public sealed record CellProblem(int? Index, int? NewOrder, string? Field, string Code, IReadOnlyList<string> Facts);

/// <param name="Theirs">What stands in the cell now.</param>
public sealed record CellConflict(int Index, object? Theirs);
