using System.Text;
using OrderLedger.App.Access;
using OrderLedger.App.Verify;

namespace OrderLedger.Web.Tests.Api;

/// <summary>S4 and S6: whatever is sent, nothing but the told changes, and no answer is a fault.</summary>
public sealed class HostileInputTests
{
    /// <summary>Every address that takes JSON, with a body it accepts; {id} is a confirmed order.</summary>
    private static readonly (string Method, string Address, string Body)[] Takers =
    [
        ("POST", "/api/v1/customers", """{"name":"甲"}"""),
        ("PATCH", "/api/v1/customers/{customer}", """{"remark":"a"}"""),
        ("POST", "/api/v1/products", """{"name":"乙","price":1}"""),
        ("PATCH", "/api/v1/products/{product}", """{"remark":"a"}"""),
        ("POST", "/api/v1/orders", """{"customerId":{customer},"lines":[{"productId":{product},"quantity":1}]}"""),
        ("PATCH", "/api/v1/orders/{id}", """{"remark":"a","lines":[{"id":{line},"quantity":2}]}"""),
        ("POST", "/api/v1/orders/{id}/hold", """{"reason":"a"}"""),
        ("POST", "/api/v1/orders/{id}/cancel", """{"reason":"a"}"""),
        ("POST", "/api/v1/orders/{id}/ship", """{"lines":[{"lineId":{line},"quantity":1}],"carrier":"顺丰"}"""),
        ("POST", "/api/v1/orders/{id}/sign", """{"signer":"王"}"""),
        ("POST", "/api/v1/orders/{id}/pay", """{"amount":1,"method":"现金","date":"2026-11-02"}"""),
        ("POST", "/api/v1/receipts", """{"customerId":{customer},"amount":1,"method":"现金"}"""),
        ("POST", "/api/v1/change-sets/1/undo", "{}"),
        ("POST", "/api/v1/ledger/changes", """{"changes":[{"orderId":{id},"field":"remark","value":"a","facts":{"method":"现金"}}]}"""),
        ("POST", "/api/v1/ledger/changes", """{"newOrders":[[{"field":"customer","value":"甲"}]]}"""),
        ("POST", "/api/v1/ledger/events", """{"event":"hold","orderIds":[{id}],"input":{"reason":"a"}}"""),
        ("POST", "/api/v1/imports/1/commit", """{"key":"number"}"""),
    ];

    private static readonly string[] Questions =
    [
        "/api/v1/ledger?filter=", "/api/v1/ledger?sort=", "/api/v1/ledger?columns=", "/api/v1/ledger?q=", "/api/v1/ledger?offset=",
        "/api/v1/ledger?limit=", "/api/v1/ledger?rows=", "/api/v1/ledger?totals=", "/api/v1/customers?q=", "/api/v1/products?offset=",
        "/api/v1/search?q=", "/api/v1/reports/", "/api/v1/reports/customers?filter=", "/api/v1/reports/orders-trend?from=",
        "/api/v1/reports/pivot?row=customer&column=status&measure=", "/api/v1/orders/", "/api/v1/orders/by-number/",
        "/api/v1/journal?entity=order&id=", "/api/v1/journal?limit=", "/api/v1/change-sets/", "/api/v1/exports/ledger.csv?filter=",
        "/?filter=", "/?sort=", "/?q=", "/?offset=", "/overview?period=", "/customers?sort=", "/customers?offset=", "/products?kind=",
        "/orders/", "/customers/", "/products/", "/changes/", "/sign-in/link?token=", "/setup?token=", "/sign-in?returnUrl=",
        "/receivables?q=", "/receivables?salesperson=", "/receivables?page=", "/calendar?month=", "/calendar?salesperson=",
        "/board?q=", "/board?customer=", "/board?salesperson=", "/board?shown=", "/board/column?status=confirmed&customer=",
        "/production?q=", "/production?due=", "/shipping?q=", "/shipping?page=",
    ];

    private static readonly string[] Scraps =
    [
        "0", "-1", "1e30", "null", "\"", "{", "}", "[", ",", ":", "\\u0000", "true", "９", "9223372036854775808", "\"2026-13-01\"",
        "0.0000001", "\\", "\n",
    ];

    private static readonly string[] Oddities =
    [
        "", " ", "-1", "0", "99999999999999999999", "9223372036854775807", "1e9", "NaN", "null", "'", "\"", "\\", "' OR 1=1 --",
        "(", "(((((((((((((((((((((", "))", "total >", "total > 1e99", "status in ()", "not not not", "orderDate = 2026-02-30",
        "客户 = '", "\u0000", "\uFFFD", "％％", "<script>", "../../etc/passwd", "🙂", "a,b,,c", ",", "-", "--total", "%", "_",
    ];

    [Fact]
    public async Task A_member_that_nobody_asked_for_is_refused_and_changes_nothing()
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(Role.Owner);
        var book = await BookAsync(server, client);
        var before = await TextAsync(client, Filled("/api/v1/journal", book));

        foreach (var (method, address, body) in Takers)
        {
            foreach (var extra in new[] { "\"id\":7", "\"version\":99", "\"status\":\"paid\"", "\"received\":1e6", "\"__proto__\":{}",
                "\"salesPerson \":\"x\"", "\"$type\":\"x\"" })
            {
                var told = Filled(body, book);
                var sent = told.Length > 2 ? $"{told[..^1]},{extra}}}" : $"{{{extra}}}";
                var answer = await client.SendAsync(method, Filled(address, book), sent, ("If-Match", "*"));
                Assert.True((int)answer.StatusCode == 400, $"{method} {address} {extra}: {(int)answer.StatusCode}");
            }
        }
        Assert.Equal(before, await TextAsync(client, Filled("/api/v1/journal", book)));
    }

    [Fact]
    public async Task Broken_json_of_any_kind_is_refused_and_never_a_fault()
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(Role.Owner);
        var book = await BookAsync(server, client);
        var deep = new string('[', 5_000);
        string[] broken = ["{", "}", "[]", "null", "7", "\"x\"", "{\"a\"", "{\"a\":}", "{]", "\u0000", "{\"lines\":{}}",
            "{\"lines\":[null]}", "{\"contacts\":[null]}", "{\"customer\":\"海晟贸易\",\"lines\":[null]}",
            "{\"lines\":" + deep, "{\"quantity\":1e400}", "{'a':1}", "{\"a\":1,}", "/**/{}", "{\"remark\":\"\\ud800\"}", "\uFEFF{"];
        foreach (var (method, address, _) in Takers)
        {
            foreach (var body in broken)
            {
                var answer = await client.SendAsync(method, Filled(address, book), body, ("If-Match", "*"));
                Assert.True((int)answer.StatusCode is >= 400 and < 500, $"{method} {address} {body[..Math.Min(30, body.Length)]}: "
                    + $"{(int)answer.StatusCode}");
            }
        }
    }

    [Fact]
    public async Task Bodies_changed_at_random_are_taken_or_refused_and_never_a_fault()
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(Role.Owner);
        var book = await BookAsync(server, client);
        var seed = Environment.ProcessId;
        var dice = new Random(seed);
        for (var i = 0; i < 400; i++)
        {
            var (method, address, body) = Takers[dice.Next(Takers.Length)];
            var sent = new StringBuilder(Filled(body, book));
            for (var changes = dice.Next(1, 5); changes > 0; changes--)
            {
                var from = dice.Next(sent.Length + 1);
                sent.Remove(from, Math.Min(dice.Next(4), sent.Length - from)).Insert(from, Scraps[dice.Next(Scraps.Length)]);
            }
            using var answer = await client.SendAsync(method, Filled(address, book), sent.ToString(), ("If-Match", "*"));
            Assert.True((int)answer.StatusCode < 500, $"seed {seed}, {method} {address}: {sent}");
        }

        Assert.Empty((await server.Get<BookVerifier>().RunAsync(null, TestContext.Current.CancellationToken)).Violations);
    }

    [Fact]
    public async Task An_odd_question_is_answered_or_refused_and_never_a_fault()
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(Role.Owner);
        await BookAsync(server, client);
        var faults = new List<string>();
        foreach (var (at, question) in Questions.Index())
        {
            // A third each, another third for the next question: all of them for every kind of question.
            foreach (var odd in Oddities.Where((_, i) => (i + at) % 3 == 0))
            {
                using var answer = await client.SendAsync("GET", question + Uri.EscapeDataString(odd));
                if ((int)answer.StatusCode >= 500) faults.Add($"{question}{odd}: {(int)answer.StatusCode}");
            }
        }
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public async Task A_question_as_long_as_an_address_may_be_is_never_a_fault()
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(Role.Owner);
        await BookAsync(server, client);
        var endless = new string('a', 4_000);
        foreach (var question in Questions)
        {
            using var answer = await client.SendAsync("GET", question + endless);
            Assert.True((int)answer.StatusCode < 500, $"{question}: {(int)answer.StatusCode}");
        }
    }

    [Theory]
    [InlineData("/api/v1/ledger?q=%00")]
    [InlineData("/api/v1/customers?%00=1")]
    [InlineData("/api/v1/orders/by-number/a%00")]
    [InlineData("/customers?q=a%00b")]
    [InlineData("/receivables?salesperson=%00")]
    public async Task The_sign_zero_is_refused_in_any_address(string address)
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(Role.Owner);

        Assert.Equal(400, (int)(await client.SendAsync("GET", address)).StatusCode);
    }

    [Fact]
    public async Task A_file_that_is_no_workbook_is_refused_and_never_a_fault()
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(Role.Owner);
        byte[][] files = [[], [0], "PK"u8.ToArray(), "PK\u0003\u0004xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"u8.ToArray(),
            [0xff, 0xfe, 0, 0xd8], [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], "%PDF-1.7"u8.ToArray(), new byte[70_000],
            Encoding.UTF8.GetBytes(new string('"', 9_999)), Encoding.UTF8.GetBytes(new string(',', 99_999) + "\n")];
        foreach (var bytes in files)
        {
            foreach (var name in new[] { "a.xlsx", "a.csv", "", "../../a.csv", "a.xls" })
            {
                using var form = new MultipartFormDataContent();
                form.Add(new ByteArrayContent(bytes), "file", name.Length == 0 ? "x" : name);
                using var answer = await client.PostAsync("/api/v1/imports", form, TestContext.Current.CancellationToken);
                Assert.True((int)answer.StatusCode is >= 400 and < 500, $"{bytes.Length} bytes as {name}: {(int)answer.StatusCode}");
            }
        }
        Assert.Empty(Directory.GetFiles(Path.Combine(server.Directory, "uploads")));
    }

    private static async Task<Dictionary<string, string>> BookAsync(LedgerServer server, HttpClient client)
    {
        var stock = await server.StockAsync();
        var id = await client.PlaceAsync(stock);
        var order = await (await client.SendAsync("GET", $"/api/v1/orders/{id}")).JsonAsync();
        return new()
        {
            ["customer"] = $"{stock.Customer}", ["product"] = $"{stock.Product}", ["id"] = $"{id}",
            ["line"] = order.GetProperty("lines")[0].GetProperty("id").GetRawText(),
        };
    }

    private static string Filled(string text, Dictionary<string, string> book) =>
        book.Aggregate(text, static (filled, pair) => filled.Replace($"{{{pair.Key}}}", pair.Value, StringComparison.Ordinal));

    private static async Task<string> TextAsync(HttpClient client, string address) =>
        await (await client.SendAsync("GET", address)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
