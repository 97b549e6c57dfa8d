using System.Globalization;
using System.Text.Json;
using OrderLedger.App.ChangeSets;
using OrderLedger.App.Data;
using OrderLedger.Domain;
using OrderLedger.Web.Ui.Changes;
using OrderLedger.Web.Ui.Shared;

namespace OrderLedger.Web.Tests.Ui;

/// <summary>The history speaks the reader's language: no name of the code, no time of another zone.</summary>
public sealed class ChangeWordsTests
{
    [Fact]
    public async Task Every_journalled_field_and_every_name_of_the_code_has_a_word()
    {
        await using var server = await LedgerServer.StartAsync();
        await using var db = server.Get<Book>().CreateDb();
        var (texts, day) = (new Texts(), Day(server));
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(TextCatalog.Chinese);

        foreach (var type in db.Model.GetEntityTypes().Where(static type => type.ClrType.IsAssignableTo(typeof(IAggregate))
            || type.ClrType.IsAssignableTo(typeof(IPart))))
        {
            foreach (var property in type.GetProperties().Where(static property => !property.IsPrimaryKey()
                && property.FindAnnotation("Journal:Quiet") is null))
            {
                var plain = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
                var values = plain.IsEnum ? Enum.GetNames(plain).Where(name => name != "None" || property.Name != "Flags") : ["x"];
                foreach (var value in values)
                {
                    var cell = Cell(NameOf(type.ClrType), property.Name, value);
                    if (!cell.IsTold()) continue;
                    var change = cell.ToChange(texts, day);
                    Assert.False(change.Field.All(char.IsAsciiLetter), $"{cell.Entity}.{cell.Field}: {change.Field}");
                    if (plain.IsEnum) Assert.False(change.New == value, $"{cell.Entity}.{cell.Field}: {value}");
                }
            }
        }
    }

    [Theory]
    [InlineData("order", "Flags", "None", null)]
    [InlineData("order", "Flags", "OnHold, Shortfall", "暂停、短少")]
    [InlineData("order", "Shipping", "None", "未发")]
    [InlineData("order", "Payment", "None", "未收")]
    [InlineData("production-record", "Kind", "Started", "投产")]
    [InlineData("order", "ConfirmedAt", "2026-11-22T16:30:00.000Z", "11-23 00:30")]
    public async Task A_value_is_said_in_the_words_of_its_own_field(string entity, string field, string value, string? said)
    {
        await using var server = await LedgerServer.StartAsync();
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(TextCatalog.Chinese);

        var change = Cell(entity, field, value).ToChange(new Texts(), Day(server));

        // The year is told when it is not this one.
        Assert.Equal(said, change.New is { } text && text.Length > 11 && text[4] == '-' ? text[5..] : change.New);
    }

    private static FieldView Cell(string entity, string field, string value) =>
        new("order", 1, entity, 1, "~", field, default, JsonSerializer.SerializeToElement(value));

    private static BookDay Day(LedgerServer server) => new(server.Get<TimeProvider>(), server.Get<Book>());

    private static string NameOf(Type entity) => string.Concat(entity.Name.Select(static (c, i) =>
        char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : $"{c}"));
}
