using OrderLedger.App.Access;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.App.ReadModel.Filters;
using OrderLedger.Domain;

namespace OrderLedger.App.ReadModel.Queries;

/// <summary>Search as people speak: every word must be found somewhere in the order, in its customer or in its products.</summary>
internal static class SearchWords
{
    /// <summary>Words of one search at most; the rest is ignored.</summary>
    private const int WordsMax = 8;

    public static IReadOnlyList<string> Split(string? text) => string.IsNullOrWhiteSpace(text) ? []
        : [.. TextFolding.Key(text.Length > 200 ? text[..200] : text)
            .Split([' ', '\t', ',', '，', '、'], StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).Take(WordsMax)];

    public static string Condition(string word, LedgerRows rows, FilterSql sql, Actor actor)
    {
        var parameter = sql.Parameter(word);
        var goods = $"SELECT goods_id FROM goods WHERE contains(search, {parameter})";
        var places = new List<string>
        {
            $"customer_id IN (SELECT customer_id FROM customers WHERE contains(search, {parameter}))",
        };
        if (rows == LedgerRows.Orders)
        {
            places.Add($"contains(own, {parameter})");
            places.Add($"order_id IN (SELECT order_id FROM lines WHERE goods_id IN ({goods}))");
        }
        else
        {
            places.Add($"order_id IN (SELECT order_id FROM orders WHERE contains(own, {parameter}))");
            places.Add($"goods_id IN ({goods})");
        }
        if (actor.SeesPrices && Amount(word) is { } amount)
        {
            var cents = sql.Parameter(amount);
            places.Add(rows == LedgerRows.Orders ? $"total = {cents}" : $"(total = {cents} OR amount = {cents})");
        }
        return $"({string.Join(" OR ", places)})";
    }

    /// <summary>An amount in cents when the word reads as one; a bare number without 万 or a point may be a number of anything.</summary>
    private static long? Amount(string word) =>
        FilterValues.Number(word) is { } number and > 0 and < 1_000_000_000_000m ? Money.Of(number).Cents : null;
}
