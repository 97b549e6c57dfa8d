using OrderLedger.App.Backup;
using OrderLedger.App.ChangeSets;
using OrderLedger.App.Orders;
using OrderLedger.App.Verify;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Tests.Orders;

/// <summary>Notes and files of an order.</summary>
public sealed class OrderTalkTests : LedgerTest
{
    [Fact]
    public async Task A_note_is_read_in_its_order_and_history_and_makes_nobodys_form_stale()
    {
        var order = await Do.OrderAsync(await Do.CustomerAsync(), (1, 10));

        var comment = Accepted(await Comment(order.Id, " 客户催货 "));

        Assert.Equal(("客户催货", "boss", true), (comment.Text, comment.By, comment.MayRemove));
        Assert.Equal(order.Version, (await Book.StoredAsync(order.Id)).Version);
        var history = await new History(Book.Book).OfAsync(People.Owner, "order", order.Id, 10, Cancellation);
        Assert.Equal(["order.comment", "order.place"], history.Select(static set => set.Verb));
        Assert.Contains(history[0].Fields, static cell => cell is { Entity: "comment", Field: "Text" });
    }

    [Fact]
    public async Task Only_its_author_and_the_owner_remove_a_note_and_that_is_undone()
    {
        var order = await Do.OrderAsync(await Do.CustomerAsync(), (1, 10));
        var comment = Accepted(await Comment(order.Id, "缺料", People.Workshop));
        var remove = new RemoveComment(Book.Ledger);

        Refused(await remove.RunAsync(People.Finance, order.Id, comment.Id, null, Cancellation), RefusalKind.Forbidden, "comment.of-another");
        Refused(await remove.RunAsync(People.Workshop, order.Id, comment.Id, 99, Cancellation), RefusalKind.Stale, "comment.stale");
        Accepted(await remove.RunAsync(People.Workshop, order.Id, comment.Id, comment.Version, Cancellation));
        Assert.Empty((await TalkAsync(order.Id)).Comments);

        var last = (await new History(Book.Book).OfAsync(People.Workshop, "order", order.Id, 1, Cancellation))[0];
        Accepted(await new UndoChangeSet(Book.Ledger).RunAsync(People.Workshop, last.Id, Cancellation));
        Assert.Equal(["缺料"], (await TalkAsync(order.Id)).Comments.Select(static c => c.Text));
    }

    [Fact]
    public async Task Empty_and_endless_notes_are_refused_and_viewers_only_read()
    {
        var order = await Do.OrderAsync(await Do.CustomerAsync(), (1, 10));

        Refused(await Comment(order.Id, "  "), RefusalKind.Invalid, "comment.empty", "Text");
        Refused(await Comment(order.Id, new string('长', 2_001)), RefusalKind.Invalid, "comment.too-long", "Text");
        Refused(await Comment(order.Id, "好", People.Viewer), RefusalKind.Forbidden, "access.forbidden");
        Refused(await Comment(999, "好"), RefusalKind.NotFound, "order.not-found");
    }

    [Fact]
    public async Task A_salesperson_reaches_nothing_beside_an_order_of_another()
    {
        var order = Accepted(await Do.Place(new((await Do.CustomerAsync()).Id, Salesperson: "周强", Lines: Verbs.Lines((1, 10)))));
        var file = Accepted(await Attach(order.Id, "图.png", [1, 2, 3]));

        Refused(await Comment(order.Id, "好", People.Lin), RefusalKind.NotFound, "order.not-found");
        Refused(await Attach(order.Id, "a", [1], by: People.Lin), RefusalKind.NotFound, "order.not-found");
        Refused(await new OrderTalk(Book.Book).OfAsync(People.Lin, order.Id, Cancellation), RefusalKind.NotFound, "order.not-found");
        Refused(await new OrderTalk(Book.Book).OpenAsync(People.Lin, order.Id, file.Id, Cancellation), RefusalKind.NotFound, "attachment.not-found");
        Refused(await new DetachFile(Book.Ledger).RunAsync(People.Lin, order.Id, file.Id, null, Cancellation), RefusalKind.NotFound, "order.not-found");
        Assert.Empty(await new History(Book.Book).OfAsync(People.Lin, "order", order.Id, 10, Cancellation));
    }

    [Fact]
    public async Task A_file_comes_back_byte_by_byte_and_another_order_does_not_have_it()
    {
        var order = await Do.OrderAsync(await Do.CustomerAsync(), (1, 10));
        var other = await Do.OrderAsync(await Do.CustomerAsync("X"), (1, 10));
        var content = Bytes(700_001);

        var file = Accepted(await Attach(order.Id, "../合同.pdf", content));

        Assert.Equal(("合同.pdf", 700_001L, "application/octet-stream"), (file.Name, file.Bytes, file.ContentType));
        Assert.Equal(content, await ReadAsync(order.Id, file.Id));
        Refused(await new OrderTalk(Book.Book).OpenAsync(People.Owner, other.Id, file.Id, Cancellation), RefusalKind.NotFound, "attachment.not-found");
    }

    [Fact]
    public async Task A_file_with_prices_is_not_there_for_who_sees_no_prices()
    {
        var order = await Do.OrderAsync(await Do.CustomerAsync(), (1, 10));
        var file = Accepted(await Attach(order.Id, "报价.xlsx", [1], isPriced: true));

        Assert.Empty((await TalkAsync(order.Id, People.Workshop)).Attachments);
        Assert.Single((await TalkAsync(order.Id, People.Viewer)).Attachments);
        Refused(await new OrderTalk(Book.Book).OpenAsync(People.Warehouse, order.Id, file.Id, Cancellation), RefusalKind.NotFound, "attachment.not-found");
        Assert.DoesNotContain(await new History(Book.Book).OfAsync(People.Warehouse, "order", order.Id, 10, Cancellation),
            static set => set.Verb == "order.attach");
    }

    [Fact]
    public async Task Empty_and_too_large_files_are_refused()
    {
        var order = await Do.OrderAsync(await Do.CustomerAsync(), (1, 10));

        Refused(await Attach(order.Id, "空.txt", []), RefusalKind.Invalid, "attachment.empty", "File");
        Refused(await Attach(order.Id, "大.zip", new byte[Attachment.BytesMax + 1]), RefusalKind.Invalid, "attachment.too-large", "File");
        Accepted(await Attach(order.Id, "满.zip", new byte[Attachment.BytesMax]));
    }

    [Fact]
    public async Task Verify_finds_a_file_that_was_damaged()
    {
        var order = await Do.OrderAsync(await Do.CustomerAsync(), (1, 10));
        Accepted(await Attach(order.Id, "a.bin", Bytes(300_000)));
        Assert.True((await new BookVerifier(Book.Book).RunAsync(null, Cancellation)).IsClean);

        await Book.RowsAsync("DELETE FROM attachment_parts WHERE position = 1");

        var report = await new BookVerifier(Book.Book).RunAsync(null, Cancellation);
        Assert.Equal("I41", Assert.Single(report.Violations).Invariant);
    }

    [Fact]
    public async Task A_backup_holds_the_files()
    {
        var order = await Do.OrderAsync(await Do.CustomerAsync(), (1, 10));
        var content = Bytes(600_000);
        var file = Accepted(await Attach(order.Id, "a.bin", content));
        var backup = Path.Combine(Book.Place.Directory, "copy.db");
        Accepted(await new BackupBook(Book.Book).RunAsync(backup, Cancellation));
        await Book.RowsAsync("DELETE FROM attachment_parts");

        Accepted(await new RestoreBook(Book.Book, new(Book.Book), Book.Clock).RunAsync(backup, force: true, Cancellation));

        Assert.Equal(content, await ReadAsync(order.Id, file.Id));
    }

    [Fact]
    public async Task A_file_that_is_taken_away_can_be_brought_back()
    {
        var order = await Do.OrderAsync(await Do.CustomerAsync(), (1, 10));
        var file = Accepted(await Attach(order.Id, "a.bin", [1, 2, 3]));
        Accepted(await new DetachFile(Book.Ledger).RunAsync(People.Owner, order.Id, file.Id, file.Version, Cancellation));
        Assert.Empty((await TalkAsync(order.Id)).Attachments);

        var last = (await new History(Book.Book).OfAsync(People.Owner, "order", order.Id, 1, Cancellation))[0];
        Accepted(await new UndoChangeSet(Book.Ledger).RunAsync(People.Owner, last.Id, Cancellation));

        Assert.Equal([1, 2, 3], await ReadAsync(order.Id, file.Id));
    }

    [Fact]
    public async Task Whether_an_order_may_be_seen_is_asked_without_its_talk()
    {
        var order = await Do.OrderAsync(await Do.CustomerAsync(with: new(Salesperson: People.Lin.Name)), (1, 10));
        var talk = new OrderTalk(Book.Book);

        Assert.Null(await talk.SeesAsync(People.Lin, order.Id, Cancellation));
        Assert.Null(await talk.SeesAsync(People.Viewer, order.Id, Cancellation));
        Assert.Equal("order.not-found", (await talk.SeesAsync(People.Zhou, order.Id, Cancellation))?.Code);
        Assert.Equal("order.not-found", (await talk.SeesAsync(People.Owner, 999, Cancellation))?.Code);
    }

    private Task<Outcome<CommentView>> Comment(long order, string text, App.Access.Actor? by = null) =>
        new WriteComment(Book.Ledger).RunAsync(by ?? People.Owner, order, new(text), Cancellation);

    private Task<Outcome<AttachmentView>> Attach(
        long order, string name, byte[] content, bool isPriced = false, App.Access.Actor? by = null) =>
        new AttachFile(Book.Ledger).RunAsync(by ?? People.Owner, order, new(name, content, isPriced), Cancellation);

    private async Task<OrderTalk.Result> TalkAsync(long order, App.Access.Actor? by = null) =>
        Accepted(await new OrderTalk(Book.Book).OfAsync(by ?? People.Owner, order, Cancellation));

    private async Task<byte[]> ReadAsync(long order, long file)
    {
        var opened = Accepted(await new OrderTalk(Book.Book).OpenAsync(People.Owner, order, file, Cancellation));
        using var whole = new MemoryStream();
        await foreach (var part in opened.Parts.WithCancellation(Cancellation)) await whole.WriteAsync(part, Cancellation);
        return whole.ToArray();
    }

    private static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        new Random(5).NextBytes(bytes);
        return bytes;
    }
}
