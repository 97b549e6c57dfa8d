using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using OrderLedger.App.Orders;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;
using OrderLedger.Web.Hosting;

namespace OrderLedger.Web.Api;

/// <summary>Notes and files of an order, and who looks at it.</summary>
internal static class TalkApi
{
    /// <summary>A file, and what a form writes around it.</summary>
    public const long RequestBytesMax = Attachment.BytesMax + (64 << 10);

    public static void MapTalk(this RouteGroupBuilder api)
    {
        var order = api.MapGroup("/orders/{id:long}").WithTags("orders");
        order.MapGet("/comments", Comments).WithName("listComments").Produces<IReadOnlyList<CommentView>>();
        order.MapPost("/comments", Comment).WithName("writeComment").Produces<CommentView>(StatusCodes.Status201Created);
        order.MapDelete("/comments/{comment:long}", RemoveComment).WithName("removeComment").Produces(StatusCodes.Status204NoContent);
        order.MapGet("/attachments", Attachments).WithName("listAttachments").Produces<IReadOnlyList<AttachmentView>>();
        // The origin guard has seen that a form of this kind is our own; programs have no antiforgery token.
        order.MapPost("/attachments", AttachAsync).WithName("attachFile").Produces<AttachmentView>(StatusCodes.Status201Created)
            .DisableAntiforgery().WithMetadata(new RequestSizeLimitAttribute(RequestBytesMax));
        order.MapGet("/attachments/{attachment:long}", SendAsync).WithName("getAttachment").Produces(StatusCodes.Status200OK);
        order.MapDelete("/attachments/{attachment:long}", Detach).WithName("detachFile").Produces(StatusCodes.Status204NoContent);
        order.MapPost("/presence", LookAsync).WithName("lookAtOrder").Produces<Present>();
    }

    private static async Task<IResult> Comments(long id, HttpContext http, OrderTalk talk)
    {
        var found = await talk.OfAsync(http.Actor(), id, http.RequestAborted);
        return found.Accepted ? TypedResults.Ok(found.Value.Comments) : Problems.From(http, found.Refusal);
    }

    private static Task<IResult> Comment(long id, Call<WriteComment.Input> call, WriteComment verb) =>
        call.Http.CreatedAsync(verb.RunAsync(call.Actor, id, call.Input, call.Cancellation, call.Once), _ => $"/api/v1/orders/{id}/comments");

    private static Task<IResult> RemoveComment(long id, long comment, Call<Nothing> call, RemoveComment verb) =>
        GoneAsync(call, verb.RunAsync(call.Actor, id, comment, call.SeenVersion, call.Cancellation));

    private static async Task<IResult> Attachments(long id, HttpContext http, OrderTalk talk)
    {
        var found = await talk.OfAsync(http.Actor(), id, http.RequestAborted);
        return found.Accepted ? TypedResults.Ok(found.Value.Attachments) : Problems.From(http, found.Refusal);
    }

    /// <summary>Beside the file the form may say <c>priced</c>: <c>true</c> hides it from who sees no prices.</summary>
    private static async Task<IResult> AttachAsync(long id, HttpContext http, IFormFile file, AttachFile verb, FileRoom room)
    {
        var isPriced = http.Request.Form["priced"] == "true";
        return await http.CreatedAsync(room.WithAsync(file, content =>
            verb.RunAsync(http.Actor(), id, new(file.FileName, content, isPriced), http.RequestAborted), http.RequestAborted),
            made => $"/api/v1/orders/{id}/attachments/{made.Id}");
    }

    /// <summary>As a download, whatever it is; only a picture may be asked for <c>inline</c>. A page of ours never runs what a file holds.</summary>
    private static async Task<IResult> SendAsync(long id, long attachment, bool? inline, HttpContext http, OrderTalk talk)
    {
        var opened = await talk.OpenAsync(http.Actor(), id, attachment, http.RequestAborted);
        if (!opened.Accepted) return Problems.From(http, opened.Refusal);
        var file = opened.Value.File;
        var disposition = new ContentDispositionHeaderValue(inline == true && file.IsPicture ? "inline" : "attachment");
        disposition.SetHttpFileName(file.Name);
        http.Response.Headers.ContentDisposition = disposition.ToString();
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        http.Response.ContentLength = file.Bytes;
        return TypedResults.Stream(async body =>
        {
            await foreach (var part in opened.Value.Parts.WithCancellation(http.RequestAborted)) await body.WriteAsync(part, http.RequestAborted);
        }, file.ContentType);
    }

    private static Task<IResult> Detach(long id, long attachment, Call<Nothing> call, DetachFile verb) =>
        GoneAsync(call, verb.RunAsync(call.Actor, id, attachment, call.SeenVersion, call.Cancellation));

    /// <param name="Leaving">The page is left.</param>
    public sealed record Looking(bool Leaving = false);

    /// <param name="People">Others who look at the order now.</param>
    public sealed record Present(IReadOnlyList<string> People);

    private static async Task<IResult> LookAsync(long id, Call<Looking> call, OrderTalk talk, Presence presence)
    {
        if (await talk.SeesAsync(call.Actor, id, call.Cancellation) is { } unseen) return Problems.From(call.Http, unseen);
        if (call.Input.Leaving) presence.Leave(call.Actor, id);
        else presence.Look(call.Actor, id);
        return TypedResults.Ok(new Present(presence.OthersAt(call.Actor, id)));
    }

    private static async Task<IResult> GoneAsync<T>(Call<Nothing> call, Task<Outcome<T>> asked)
        where T : notnull
    {
        var done = await asked;
        return done.Accepted ? TypedResults.NoContent() : Problems.From(call.Http, done.Refusal);
    }
}
