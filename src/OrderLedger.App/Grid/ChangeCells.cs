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

        /// <summary>Rows that become new orders, at most <see cref="NewRowsMax"/>; rows of one number are the lines of one order.
        /// Where a row stands for a line, rows with the number of an order that is there become lines of it.</summary>
        public IReadOnlyList<IReadOnlyList<NewCell>> NewOrders { get; init => field = value ?? []; } = [];

        /// <summary>Rows that become lines behind the others of their orders, at most <see cref="NewRowsMax"/>.</summary>
        public IReadOnlyList<NewLine> NewLines { get; init => field = value ?? []; } = [];

        /// <summary>Lines that are taken out, at most <see cref="ChangesMax"/>; none that anything was made or shipped of.</summary>
        public IReadOnlyList<GoneLine> GoneLines { get; init => field = value ?? []; } = [];
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

    public sealed record NewLine
    {
        public long OrderId { get; init; }

        /// <summary>A product or name and a quantity at least; a product without a price takes its own.</summary>
        public IReadOnlyList<NewCell> Fields { get; init => field = value ?? []; } = [];
    }

    public sealed record GoneLine
    {
        public long OrderId { get; init; }
        public long LineId { get; init; }
    }

    /// <param name="ChangeSet">Null when nothing was written: a preview, a problem, a conflict, or nothing to change.</param>
    /// <param name="Applied">Cells that change (in a preview: would).</param>
    /// <param name="Orders">The orders that change, new ones too (in a preview without those).</param>
    /// <param name="Joined">Rows of <see cref="Input.NewOrders"/> that become lines of an order that is there.</param>
    public sealed record Result(long? ChangeSet, int Applied, IReadOnlyList<CellProblem> Problems,
        IReadOnlyList<CellConflict> Conflicts, IReadOnlyList<long> Orders, IReadOnlyList<JoinedRow> Joined);

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
        if (input.NewLines.NoGaps(nameof(input.NewLines)) is { } lost) return lost;
        for (var i = 0; i < input.NewLines.Count; i++)
        {
            if (input.NewLines[i].Fields.NoGaps($"NewLines[{i}].Fields") is { } hole) return hole;
        }
        if (input.GoneLines.NoGaps(nameof(input.GoneLines)) is { } none) return none;
        (string Name, int Count, int Max)[] parts =
        [
            (nameof(input.Changes), input.Changes.Count, ChangesMax), (nameof(input.NewOrders), input.NewOrders.Count, NewRowsMax),
            (nameof(input.NewLines), input.NewLines.Count, NewRowsMax), (nameof(input.GoneLines), input.GoneLines.Count, ChangesMax),
        ];
        foreach (var (name, count, max) in parts)
        {
            if (count > max) return Refusal.Invalid("cell.too-many", $"{max}").At(name);
        }
        return parts.Sum(static part => part.Count) == 0 ? Refusal.Invalid("cell.none").At(nameof(input.Changes)) : null;
    }
}

/// <summary>Why a cell cannot be what was typed.</summary>
/// <param name="Index">Of the change.</param>
/// <param name="NewOrder">Of the row that would become a new order.</param>
/// <param name="Facts">Of the code <c>needs-facts</c>: the names of the missing facts.</param>
/// <param name="NewLine">Of the row that would become a line.</param>
/// <param name="GoneLine">Of the line that would go.</param>
public sealed record CellProblem(int? Index, int? NewOrder, string? Field, string Code, IReadOnlyList<string> Facts,
    int? NewLine = null, int? GoneLine = null);

/// <param name="Theirs">What stands in the cell now.</param>
public sealed record CellConflict(int Index, object? Theirs);

/// <param name="Row">Of the rows that were to become orders.</param>
/// <param name="OrderId">Whose number it carries.</param>
public sealed record JoinedRow(int Row, long OrderId);
