using System.Diagnostics.CodeAnalysis;

namespace OrderLedger.Domain;

/// <summary>The answer of a verb: a value, or the refusal. A class, so that <c>default</c> cannot pose as accepted.</summary>
public sealed class Outcome<T>
    where T : notnull
{
    private Outcome(T? value, Refusal? refusal) => (Value, Refusal) = (value, refusal);

    [MemberNotNullWhen(true, nameof(Value)), MemberNotNullWhen(false, nameof(Refusal))]
    public bool Accepted => Refusal is null;

    public T? Value { get; }

    public Refusal? Refusal { get; }

#pragma warning disable CA2225, CA1000 // The conversions are the way in; a named twin would only be a second way.
    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);
#pragma warning restore CA2225, CA1000
}
