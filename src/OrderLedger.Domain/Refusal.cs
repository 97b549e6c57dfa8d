namespace OrderLedger.Domain;

/// <summary>An expected "no", as a value. Faults throw; a refusal is part of normal work.</summary>
/// <param name="Kind">Decides the HTTP status and the exit code.</param>
/// <param name="Code">Stable; the key of the translated sentence, for example <c>order.on-hold</c>.</param>
/// <param name="Facts">What the sentence needs, in its order. Never a secret, never a field the reader may not see.</param>
public sealed record Refusal(RefusalKind Kind, string Code, params IReadOnlyList<string> Facts)
{
    /// <summary>Which input is at fault, in the spelling of the input record, for example <c>Lines[0].Quantity</c>.</summary>
    public string? Field { get; init; }

    public static Refusal Invalid(string code, params IReadOnlyList<string> facts) => new(RefusalKind.Invalid, code, facts);

    public static Refusal NotFound(string code, params IReadOnlyList<string> facts) =>
        new(RefusalKind.NotFound, code, facts);

    public static Refusal NotAllowed(string code, params IReadOnlyList<string> facts) =>
        new(RefusalKind.NotAllowed, code, facts);

    public static Refusal Forbidden(string code, params IReadOnlyList<string> facts) =>
        new(RefusalKind.Forbidden, code, facts);

    public Refusal At(string field) => this with { Field = field };
}

/// <summary>Why it was refused: 400, 404, 409, 412, 403, 422, 507 over HTTP; always exit code 1 on the command line.</summary>
public enum RefusalKind
{
    Invalid,
    NotFound,
    NotAllowed,
    Stale,
    Forbidden,
    /// <summary>The same Idempotency-Key came with another body.</summary>
    KeyReused,
    /// <summary>The disk is full.</summary>
    NoSpace,
    /// <summary>Too many requests wait.</summary>
    Busy,
}
