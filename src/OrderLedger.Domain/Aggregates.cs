namespace OrderLedger.Domain;

/// <summary>The root of what is loaded, changed and versioned as one.</summary>
public interface IAggregate
{
    long Id { get; }

    /// <summary>Counts the changes; the ETag. Raised by the save itself.</summary>
    long Version { get; set; }
}

/// <summary>A row that lives inside an aggregate; its changes are journalled under the root.</summary>
public interface IPart
{
    long Id { get; }

    long RootId { get; }
}

/// <typeparam name="TRoot">The aggregate it belongs to.</typeparam>
public interface IPartOf<TRoot> : IPart
    where TRoot : IAggregate;
