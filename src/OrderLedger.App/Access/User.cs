using OrderLedger.Domain;

namespace OrderLedger.App.Access;

/// <summary>Someone who may sign in.</summary>
public sealed class User : IAggregate
{
    public long Id { get; init; }
    public long Version { get; set; }

    /// <summary>Sign-in name; of a salesperson also the name that stands on customers and orders as 业务员.</summary>
    public string Name { get; set; } = "";
    public string NameKey { get; set; } = "";
    public Role Role { get; set; }
    public bool IsDisabled { get; set; }
    public string? PasswordHash { get; set; }
    public int FailedSignIns { get; set; }
    public DateTime? LockedUntil { get; set; }
    public IList<ApiToken> Tokens { get; init; } = [];
}

/// <summary>A bearer token; only its SHA-256 is stored.</summary>
public sealed class ApiToken : IPartOf<User>
{
    public long Id { get; init; }
    public long UserId { get; set; }
    public long RootId => UserId;
    public string Name { get; set; } = "";
    public string Hash { get; set; } = "";
    public DateTime CreatedAt { get; set; }
    public DateTime? LastUsedAt { get; set; }
    public bool IsRevoked { get; set; }
}

/// <summary>Departments and their rights; the table of rights is <see cref="Rights"/>.</summary>
public enum Role
{
    /// <summary>老板: everything, settings and users included.</summary>
    Owner,
    /// <summary>销售: own customers and orders, with prices, without cost.</summary>
    Sales,
    /// <summary>生产: no prices.</summary>
    Production,
    /// <summary>仓库: no prices.</summary>
    Warehouse,
    /// <summary>财务: all money, cost and profit.</summary>
    Finance,
    /// <summary>只读: all orders with prices, without cost; changes nothing.</summary>
    Viewer,
}
