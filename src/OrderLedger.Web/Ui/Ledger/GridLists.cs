using System.Text.Json;
using OrderLedger.App.Access;
using OrderLedger.App.Grid;
using OrderLedger.App.Settings;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.Web.Ui.Ledger;

/// <summary>What the grid offers for typing: the words of a status, the book's lists, and the events this reader may take with
/// many orders. Each word comes with its pinyin, so that it is found by a few letters.</summary>
internal static class GridLists
{
    /// <param name="isOfOrders">Rows that events can be taken with; the lines of one order are none.</param>
    public static void Write(Utf8JsonWriter json, Actor me, Texts words, BookSettings settings, bool isOfOrders = true)
    {
        json.WriteStartObject("lists");
        WriteList(json, "status", Enum.GetValues<OrderStatus>().Select(status =>
            (JsonNamingPolicy.CamelCase.ConvertName($"{status}"), words[$"status.{status}"])));
        WriteList(json, "carrier", settings.Carriers.Select(static carrier => (carrier, carrier)));
        if (me.SeesPrices)
        {
            WriteList(json, "paymentMethod", settings.PaymentMethods.Select(method =>
                (method, words.Has($"method.{method}") ? words[$"method.{method}"] : method)));
            WriteList(json, "terms", settings.Terms.Select(static terms => (terms.Notation, terms.Name)));
        }
        json.WriteEndObject();
        json.WriteBoolean("undoes", me.May(Right.Undo) is null);
        json.WriteStartArray("events");
        foreach (var name in isOfOrders ? BulkEvent.For(me) : []) json.WriteStringValue(name);
        json.WriteEndArray();
    }

    private static void WriteList(Utf8JsonWriter json, string column, IEnumerable<(string Value, string Label)> options)
    {
        json.WriteStartArray(column);
        foreach (var (value, label) in options)
        {
            json.WriteStartObject();
            json.WriteString("value", value);
            json.WriteString("label", label);
            json.WriteString("keys", $"{Pinyin.Of(label)} {Pinyin.Initials(label)}");
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
