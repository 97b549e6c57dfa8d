using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.Domain;
using OrderLedger.Domain.Customers;

namespace OrderLedger.App.Customers;

/// <summary>The list of customers: filtered and sorted, one page of it, with what each ordered and owes.</summary>
public sealed class CustomerList(Book book, CustomerFigures figures)
{
    public const int PageSize = 50;

    /// <param name="Q">Part of name, code, phone, pinyin or initials; words in any order.</param>
    /// <param name="Sort">code, name, orders, total, outstanding, last; after <c>-</c> descending. Else by code.</param>
    public sealed record Question(string? Q = null, string? Class = null, string? Salesperson = null, string? Sort = null,
        int Offset = 0);

    /// <param name="Classes">Every class with its customers, whatever is filtered.</param>
    public sealed record Result(IReadOnlyList<Row> Rows, int Count, IReadOnlyList<(string Name, int Count)> Classes,
        IReadOnlyList<string> Salespeople);

    /// <param name="Orders">Confirmed and not cancelled.</param>
    /// <param name="Total">Null, as what is outstanding, for who sees no prices.</param>
    public sealed record Row(CustomerView Customer, long Orders, Money? Total, Money? Outstanding, DateOnly? LastOrder);

    public async Task<Result> ReadAsync(Actor reader, Question question, CancellationToken cancellation)
    {
        await using var db = book.CreateDb();
        var all = db.Customers.AsNoTracking();
        if (reader.Role == Role.Sales) all = all.Where(c => c.Salesperson == reader.Name);
        var classes = await all.GroupBy(c => c.Class).Select(g => new { g.Key, Count = g.Count() })
            .OrderByDescending(g => g.Count).Take(50).ToListAsync(cancellation);
        var salespeople = await all.Where(c => c.Salesperson != null).Select(c => c.Salesperson!).Distinct()
            .OrderBy(name => name).Take(200).ToListAsync(cancellation);
        var wanted = Filtered(all, question);
        var (rows, count) = await PageAsync(reader, wanted, question, cancellation);
        return new(rows, count, [.. classes.Select(static g => (g.Key, g.Count))], salespeople);
    }

    private static IQueryable<Customer> Filtered(IQueryable<Customer> customers, Question question)
    {
        if (question.Class.OrNull() is { } name) customers = customers.Where(c => c.Class == name);
        if (question.Salesperson.OrNull() is { } salesperson) customers = customers.Where(c => c.Salesperson == salesperson);
        return CustomerQueries.Matching(customers, question.Q);
    }

    private async Task<(IReadOnlyList<Row> Rows, int Count)> PageAsync(
        Actor reader, IQueryable<Customer> wanted, Question question, CancellationToken cancellation)
    {
        var (column, isDown) = question.Sort is ['-', .. var name] ? (name, true) : (question.Sort ?? "", false);
        var offset = Math.Max(0, question.Offset);
        List<Customer> customers;
        int count;
        if (CustomerFigures.Order(column, reader) is { } key)
        {
            // The figures live in the read model, the words in the book: ids meet in memory, 8 bytes a customer.
            var known = await figures.OfAllAsync(cancellation);
            var ids = await wanted.OrderBy(c => c.CodeKey).Select(c => c.Id).ToListAsync(cancellation);
            IEnumerable<long> sorted = isDown ? ids.OrderByDescending(Key) : ids.OrderBy(Key);
            var shown = sorted.Skip(offset).Take(PageSize).ToList();
            var found = await wanted.Where(c => shown.Contains(c.Id)).ToListAsync(cancellation);
            (customers, count) = ([.. found.OrderBy(c => shown.IndexOf(c.Id))], ids.Count);

            decimal Key(long id) => known.TryGetValue(id, out var figure) ? key(figure) : -1m;
        }
        else
        {
            var sorted = (column, isDown) switch
            {
                // Pinyin begins with the reading of the name, so that names sort as they are said.
                ("name", false) => wanted.OrderBy(c => c.Pinyin).ThenBy(c => c.NameKey),
                ("name", true) => wanted.OrderByDescending(c => c.Pinyin).ThenByDescending(c => c.NameKey),
                (_, true) => wanted.OrderByDescending(c => c.CodeKey),
                _ => wanted.OrderBy(c => c.CodeKey),
            };
            customers = await sorted.Skip(offset).Take(PageSize).ToListAsync(cancellation);
            count = await wanted.CountAsync(cancellation);
        }
        var of = await figures.OfAsync([.. customers.Select(static c => c.Id)], cancellation);
        return ([.. customers.Select(customer => RowOf(customer, of.GetValueOrDefault(customer.Id), reader))], count);
    }

    private static Row RowOf(Customer customer, CustomerFigure? figure, Actor reader) => new(
        CustomerView.Of(customer, reader), figure?.Orders ?? 0, reader.SeesPrices ? figure?.Total ?? Money.Zero : null,
        reader.SeesPrices ? figure?.Outstanding ?? Money.Zero : null, figure?.LastOrder);
}
