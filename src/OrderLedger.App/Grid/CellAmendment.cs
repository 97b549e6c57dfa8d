using OrderLedger.App.Orders;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Grid;

/// <summary>What is asked of one order as the one amendment it is, and which part of it a refusal means.</summary>
internal sealed class CellAmendment
{
    private readonly IReadOnlyList<CellPart> _parts;

    /// <summary>By the place in the amendment: the id of a line that stays, or the part that adds or takes one.</summary>
    private readonly List<object> _places = [];

    public CellAmendment(Order order, IReadOnlyList<CellPart> parts, string? overrideReason)
    {
        _parts = parts;
        Input = new(OverrideReason: overrideReason);
        foreach (var cell in parts.OfType<TypedCell>())
        {
            if (cell.Field is HeadField field) Input = field.Set(Input, cell.Value);
        }
        if (!parts.Any(static part => part is AddedLine or TakenLine or TypedCell { Field: LineField })) return;

        // Every line in its place, those that stay before the others: so the place that a refusal names is the line's, whichever
        // rule says it, and whether it looks at the lines before or after.
        var taken = parts.OfType<TakenLine>().Select(static line => line.LineId).ToHashSet();
        var lines = new List<AmendOrder.LineChange>();
        foreach (var id in order.Lines.Select(static line => line.Id).Where(id => !taken.Contains(id))) Put(id, new(id));
        foreach (var cell in parts.OfType<TypedCell>())
        {
            if (cell.Field is not LineField field || lines.FindIndex(line => line.Id == cell.Change.LineId) is not (>= 0 and var at)) continue;
            lines[at] = field.Set(lines[at], cell.Value);
        }
        foreach (var line in parts.OfType<AddedLine>()) Put(line, line.Row.AddedLine());
        foreach (var line in parts.OfType<TakenLine>()) Put(line, new(line.LineId, Delete: true));
        Input = Input with { Lines = lines };

        void Put(object place, AmendOrder.LineChange change)
        {
            _places.Add(place);
            lines.Add(change);
        }
    }

    public AmendOrder.Input Input { get; }

    /// <summary>The part that a refusal names, else those of its line, else all.</summary>
    /// <param name="field">As the refusal spells it.</param>
    public IReadOnlyCollection<CellPart> AtFault(string? field)
    {
        if (field is null) return _parts;
        var (line, name) = CellReport.PlaceOf(field);
        var place = line is { } at && at < _places.Count ? _places[at] : null;
        if (place is CellPart part) return [part];
        var near = _parts.OfType<TypedCell>().Where(cell => place is long id
            ? cell.Field is LineField && cell.Change.LineId == id : cell.Field is HeadField).ToList<CellPart>();
        var exact = near.FindAll(one => ((TypedCell)one).Field.Input == name);
        return exact.Count > 0 ? exact : near.Count > 0 ? near : _parts;
    }

    /// <summary>A row of lines repeats what its order says; one that says something else is refused, for it would be lost.</summary>
    public static Refusal? Stranger(Order order, NewRow row)
    {
        foreach (var (name, value) in row.Values)
        {
            var isSame = name switch
            {
                // The number led to the order; the date it is due becomes the line's.
                "number" or "sku" or "dueDate" => true,
                "customer" or "customerCode" => TextFolding.Key((string)value) is var key
                    && (key == TextFolding.Key(order.CustomerName) || key == TextFolding.Key(order.CustomerCode)),
                "total" => Equals(order.Total.Amount, value),
                _ => CellFields.Find(name) is not HeadField field || Same(field.Now(order), value),
            };
            if (!isSame) return Refusal.Invalid("cell.not-of-line", order.Label).At(name);
        }
        return null;
    }

    /// <summary>Whether the cell holds the value already.</summary>
    public static bool Same(object? now, object value) => Equals(now is string text ? text.Trim() : now ?? "", value);
}
