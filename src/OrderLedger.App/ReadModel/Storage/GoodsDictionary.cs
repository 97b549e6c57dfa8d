using System.Collections.Concurrent;
using DuckDB.NET.Data;
using OrderLedger.Domain;

namespace OrderLedger.App.ReadModel.Storage;

/// <summary>Every product as it stands on lines, once: search looks through thousands of names instead of millions of lines.</summary>
/// <remarks>Bounded by the distinct snapshots of a book. Several readers may ask at once.</remarks>
internal sealed class GoodsDictionary
{
    private readonly ConcurrentDictionary<GoodsText, Goods> _goods = new();
    private readonly List<Goods> _new = [];

    public static GoodsDictionary Load(DuckDBConnection duck)
    {
        var dictionary = new GoodsDictionary();
        foreach (var goods in duck.List("SELECT goods_id, sku, product, spec, unit, category, kind FROM goods", [], static row =>
            new Goods(row.GetInt32(0), new(Text(row, 1), row.GetString(2), Text(row, 3), Text(row, 4), Text(row, 5), row.GetInt16(6)))))
        {
            dictionary._goods[goods.Text] = goods;
        }
        return dictionary;

        static string? Text(System.Data.Common.DbDataReader row, int at) => row.IsDBNull(at) ? null : row.GetString(at);
    }

    public Goods Of(GoodsText text)
    {
        if (_goods.TryGetValue(text, out var known)) return known;

        lock (_new)
        {
            if (_goods.TryGetValue(text, out known)) return known;

            var goods = new Goods(_goods.Count + 1, text);
            _goods[text] = goods;
            _new.Add(goods);
            return goods;
        }
    }

    /// <summary>Writes what is new, in the transaction of the lines that use it.</summary>
    public void Save(DuckDBConnection duck)
    {
        lock (_new)
        {
            if (_new.Count == 0) return;

            using var appender = duck.CreateAppender("goods");
            foreach (var goods in _new)
            {
                var row = appender.CreateRow().AppendValue(goods.Id);
                goods.AppendTo(row);
                row.AppendValue(goods.Search).EndRow();
            }
            _new.Clear();
        }
    }
}

/// <summary>What a line says of its product.</summary>
internal readonly record struct GoodsText(string? Sku, string Name, string? Spec, string? Unit, string? Category, int Kind);

/// <summary>One entry of the dictionary, with the sort keys of its texts.</summary>
internal sealed class Goods(int id, GoodsText text)
{
    private readonly long? _skuKey = SortKey.Long(text.Sku);
    private readonly int? _categoryKey = SortKey.Int(text.Category);

    public int Id => id;
    public GoodsText Text => text;

    /// <summary>What the report of products groups by.</summary>
    public (string? Sku, string Name, string? Unit) Product => (text.Sku, text.Name, text.Unit);
    public long? NameKey { get; } = SortKey.Long(text.Name);
    public string Search => $"{TextFolding.Key($"{text.Name} {text.Spec} {text.Sku}")} {SearchText.Of(text.Name)}";

    /// <summary>Appends what lines repeat of it.</summary>
    public void AppendTo(IDuckDBAppenderRow row) =>
        row.AppendValue(text.Sku).AppendValue(_skuKey).AppendValue(text.Name).AppendValue(NameKey).AppendValue(text.Spec)
            .AppendValue(text.Unit).AppendValue(text.Category).AppendValue(_categoryKey).AppendValue((sbyte)text.Kind);
}
