using OrderLedger.App.Import.Reading;

namespace OrderLedger.App.Grid;

/// <summary>One thing that is asked of one order.</summary>
internal abstract record CellPart;

/// <param name="Index">Of the change.</param>
/// <param name="Value">A text, DateOnly, decimal or OrderStatus.</param>
/// <param name="Dates">What the other cells of the field say about a date that is not complete in itself.</param>
internal sealed record TypedCell(int Index, ChangeCells.Change Change, CellField Field, object Value, DateContext Dates) : CellPart;

/// <summary>A row becomes a line behind the others.</summary>
internal sealed record AddedLine(NewRow Row) : CellPart;

/// <param name="Index">Of the lines that go.</param>
internal sealed record TakenLine(int Index, long LineId) : CellPart;
