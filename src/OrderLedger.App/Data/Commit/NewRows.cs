using System.Collections;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Metadata;
using OrderLedger.App.Data.Journal;
using OrderLedger.Domain;

namespace OrderLedger.App.Data.Commit;

/// <summary>Saves new aggregates without the change tracker: what nobody has read before and nobody changes after needs no
/// tracking, which is half of the cost of a placed order. Ids, journal and rows are those that a tracked save would write.</summary>
internal static class NewRows
{
    private static readonly ConditionalWeakTable<IEntityType, Shape> Shapes = [];

    /// <param name="first">Rows that are not journalled, such as the change set itself.</param>
    public static Task InsertAsync(LedgerDb db, IReadOnlyList<object> first, IReadOnlyList<IAggregate> roots, CancellationToken cancellation)
    {
        var rows = new List<object>(first);
        var ids = roots.Select(static root => root.Id).ToHashSet();
        foreach (var root in roots)
        {
            var parts = Number(db, root);
            // A shipment's line stands in its order too, and is saved with the shipment.
            if (ShapeOf(db, root).Others.SelectMany(read => read(root).Cast<IPart>()).Any(part => !ids.Contains(part.RootId)))
                throw new InvalidOperationException("Rows of other aggregates are saved with theirs.");
            root.Version++;
            rows.Add(root);
            rows.AddRange(parts);
            rows.Add(JournalWriter.EntryOf(db, root, parts));
        }
        return RowInserter.InsertAsync(db, rows, isUrgent: false, cancellation);
    }

    /// <summary>Gives ids to the root and its parts, where they have none yet.</summary>
    /// <returns>The parts.</returns>
    public static List<IPart> Number(LedgerDb db, IAggregate root)
    {
        var shape = ShapeOf(db, root);
        var parts = new List<IPart>();
        if (root.Id == 0) shape.SetId(root, db.Ids!.Next());
        foreach (var (read, setRoot, setId) in shape.Parts)
        {
            foreach (IPart row in read(root))
            {
                if (row.Id == 0) setId(row, db.Ids!.Next());
                setRoot(row, root.Id);
                parts.Add(row);
            }
        }
        return parts;
    }

    private static Shape ShapeOf(LedgerDb db, IAggregate root) =>
        Shapes.GetValue(db.Model.FindEntityType(root.GetType())!, static type => new(type));

    /// <summary>How ids are set, and where the parts are.</summary>
    private sealed class Shape
    {
        public Shape(IEntityType type)
        {
            SetId = Setter(type.FindPrimaryKey()!.Properties[0]);
            foreach (var navigation in type.GetNavigations().Where(static n => n is { IsCollection: true, IsOnDependent: false }))
            {
                var target = navigation.TargetEntityType;
                if (!target.ClrType.IsAssignableTo(typeof(IPartOf<>).MakeGenericType(type.ClrType))) Others.Add(Reader(navigation));
                else Parts.Add((Reader(navigation), Setter(navigation.ForeignKey.Properties[0]), Setter(target.FindPrimaryKey()!.Properties[0])));
            }
        }

        public Action<object, long> SetId { get; }

        public List<(Func<object, IEnumerable> Read, Action<object, long> SetRoot, Action<object, long> SetId)> Parts { get; } = [];

        /// <summary>Parts of other aggregates that refer to this one.</summary>
        public List<Func<object, IEnumerable>> Others { get; } = [];

        private static Func<object, IEnumerable> Reader(INavigation navigation)
        {
            var root = Expression.Parameter(typeof(object));
            return Expression.Lambda<Func<object, IEnumerable>>(
                Expression.Property(Expression.Convert(root, navigation.DeclaringEntityType.ClrType), navigation.PropertyInfo!), root).Compile();
        }

        private static Action<object, long> Setter(IProperty property)
        {
            var (row, value) = (Expression.Parameter(typeof(object)), Expression.Parameter(typeof(long)));
            var target = Expression.Property(Expression.Convert(row, property.DeclaringType.ClrType), property.PropertyInfo!);
            return Expression.Lambda<Action<object, long>>(
                Expression.Assign(target, Expression.Convert(value, property.ClrType)), row, value).Compile();
        }
    }
}
