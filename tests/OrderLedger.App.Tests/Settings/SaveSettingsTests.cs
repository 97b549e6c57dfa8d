using OrderLedger.App.Access;
using OrderLedger.App.Orders;
using OrderLedger.App.Settings;
using OrderLedger.Domain;

namespace OrderLedger.App.Tests.Settings;

public sealed class SaveSettingsTests : LedgerTest
{
    private static readonly BookSettings Wanted = BookSettings.Default with { PaymentMethods = ["现金", "银行转账"] };

    private Task<Outcome<BookSettings>> SaveAsync(BookSettings settings, Actor? by = null) =>
        new SaveSettings(Book.Ledger, Book.Book).RunAsync(by ?? People.Owner, settings, Cancellation);

    [Fact]
    public async Task Only_what_changed_is_written_and_holds_after_a_restart()
    {
        Accepted(await SaveAsync(Wanted));
        Assert.Equal(1, await Book.CountAsync("settings"));

        await Book.ReopenAsync();

        Assert.Equal(Wanted.PaymentMethods, (await Book.Book.SettingsAsync(Cancellation)).PaymentMethods);
        Accepted(await SaveAsync(Wanted));
        Assert.Equal(1, await Book.CountAsync("journal"));
    }

    [Fact]
    public async Task Wrong_settings_are_refused()
    {
        Refused(await SaveAsync(Wanted with { Company = Wanted.Company with { TimeZone = "Mars/Base" } }),
            RefusalKind.Invalid, "settings.time-zone-unknown");
        Refused(await SaveAsync(Wanted with { PaymentMethods = [] }), RefusalKind.Invalid, "settings.list-empty");
        Refused(await SaveAsync(Wanted with { OrderNumbers = Wanted.OrderNumbers with { Pattern = "SO" } }),
            RefusalKind.Invalid, "number-rule.one-seq");
        Refused(await SaveAsync(Wanted with { Terms = [new("乱", "??")] }), RefusalKind.Invalid, "terms.unreadable");
        Assert.Equal(0, await Book.CountAsync("settings"));
    }

    [Fact]
    public async Task In_another_zone_days_begin_when_they_begin_there()
    {
        // 23:30 in New York, noon of the next day in Shanghai.
        Book.Clock.Now = new(2026, 7, 5, 3, 30, 0, TimeSpan.Zero);
        var line = new LineInput(Product: "法兰", Quantity: Quantity.Of(1), UnitPrice: UnitPrice.Of(100));
        var customer = await Do.CustomerAsync("HS", new(Terms: "100@confirm+10"));
        var before = Accepted(await Do.Place(new(customer.Id, Lines: [line])));
        Assert.Equal((new(2026, 7, 5), new DateOnly(2026, 7, 15)), (before.OrderDate, before.PaymentDueOn));

        Accepted(await SaveAsync(Wanted with { Company = Wanted.Company with { TimeZone = "America/New_York" } }));
        var after = Accepted(await Do.Place(new(customer.Id, Lines: [line])));

        Assert.Equal((new(2026, 7, 4), new DateOnly(2026, 7, 14)), (after.OrderDate, after.PaymentDueOn));
        // What was ordered stays; what is due follows from an instant, and so from the zone.
        var stored = await Book.StoredAsync(before.Id);
        Assert.Equal((new(2026, 7, 5), new DateOnly(2026, 7, 14)), (stored.OrderDate, stored.PaymentDueOn));
    }

    [Fact]
    public Task Only_the_owner_saves_settings() => OnlyAsync([Role.Owner], by => SaveAsync(Wanted, by));

    [Fact]
    public async Task The_currency_is_named_and_stays_once_there_are_orders()
    {
        var company = BookSettings.Default.Company;
        Refused(await SaveAsync(BookSettings.Default with { Company = company with { Currency = " " } }),
            RefusalKind.Invalid, "settings.currency-missing", "Company.Currency");
        Accepted(await SaveAsync(BookSettings.Default with { Company = company with { Currency = "USD" } }));
        await Do.OrderAsync(await Do.CustomerAsync(), (1, 1));

        Refused(await SaveAsync(BookSettings.Default), RefusalKind.NotAllowed, "settings.currency-fixed", "Company.Currency");
    }
}
