using OrderLedger.App.Data.Journal;
using OrderLedger.Domain;

namespace OrderLedger.App.Access;

/// <summary>Who acts or reads, through which door. Every verb and every query takes one; there is no ambient user.</summary>
public sealed record Actor(long? UserId, string Name, Role Role, Via Via)
{
    /// <summary>The owner of the machine at the command line.</summary>
    public static readonly Actor LocalOwner = new(null, "local", Role.Owner, Via.Cli);

    /// <summary>A rule of the book, such as the daily classification.</summary>
    public static readonly Actor Rule = new(null, "rule", Role.Owner, Via.Rule);

    /// <summary>Null when the role may do it, else the refusal.</summary>
    public Refusal? May(Right right) => Rights.Has(Role, right)
        ? null : Refusal.Forbidden("access.forbidden", Role.ToString(), right.ToString());

    /// <summary>Rows: a salesperson sees and changes only what carries the own name.</summary>
    public bool Sees(string? salesperson) =>
        Role != Role.Sales || string.Equals(salesperson, Name, StringComparison.Ordinal);

    public bool SeesPrices => Rights.Has(Role, Right.SeePrices);

    public bool SeesCost => Rights.Has(Role, Right.SeeCost);
}
