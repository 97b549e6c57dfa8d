using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace OrderLedger.App.Sample.Filling;

/// <summary>How the rows of one entity are written, compiled from the model: a column that is added to the model is
/// written without a word here.</summary>
internal sealed class BulkTable<T>
    where T : class
{
    public BulkTable(IModel model)
    {
        var entity = model.FindEntityType(typeof(T))
            ?? throw new InvalidOperationException($"{typeof(T).Name} is not stored.");
        // A key that the database counts (the journal's seq) is left to it.
        var properties = entity.GetProperties()
            .Where(static p => p.ValueGenerated == ValueGenerated.Never || p.Name == "Id").ToList();
        Name = entity.GetTableName()!;
        Columns = [.. properties.Select(static property => property.GetColumnName())];
        var (row, sink) = (Expression.Parameter(typeof(T), "row"), Expression.Parameter(typeof(IRowSink), "sink"));
        Write = Expression.Lambda<Action<T, IRowSink>>(
            Expression.Block(properties.Select(property => ValueOf(property, row, sink))), row, sink).Compile();
    }

    public string Name { get; }

    public IReadOnlyList<string> Columns { get; }

    public Action<T, IRowSink> Write { get; }

    private static Expression ValueOf(IProperty property, ParameterExpression row, ParameterExpression sink)
    {
        var clr = property.PropertyInfo
            ?? throw new InvalidOperationException($"{property.Name} has no property to read.");
        var value = Expression.Property(row, clr);
        if (Nullable.GetUnderlyingType(value.Type) is not null)
        {
            return Expression.IfThenElse(Expression.Property(value, "HasValue"),
                Put(property, Expression.Property(value, "Value"), sink), Call(sink, nameof(IRowSink.Null)));
        }

        return value.Type.IsValueType
            ? Put(property, value, sink)
            : Expression.IfThenElse(Expression.ReferenceEqual(value, Expression.Constant(null)),
                Call(sink, nameof(IRowSink.Null)), Put(property, value, sink));
    }

    private static MethodCallExpression Put(IProperty property, Expression value, ParameterExpression sink)
    {
        // Truth and dates go as they are: each database has its own way to keep them.
        var isPlain = value.Type == typeof(bool) || value.Type == typeof(DateOnly);
        if (!isPlain && property.GetTypeMapping().Converter is { } converter)
        {
            var convert = converter.ConvertToProviderExpression;
            var argument = Expression.Convert(value, convert.Parameters[0].Type);
            value = Expression.Invoke(convert, argument);
        }

        var method = Type.GetTypeCode(value.Type) switch
        {
            TypeCode.Int64 => nameof(IRowSink.Long),
            TypeCode.Int32 => nameof(IRowSink.Int),
            TypeCode.Boolean => nameof(IRowSink.Bool),
            TypeCode.String => nameof(IRowSink.Text),
            _ when value.Type == typeof(DateOnly) => nameof(IRowSink.Date),
            _ => throw new NotSupportedException($"{property.Name} is stored as {value.Type.Name}."),
        };
        return Call(sink, method, value);
    }

    private static MethodCallExpression Call(ParameterExpression sink, string method, params Expression[] arguments) =>
        Expression.Call(sink, typeof(IRowSink).GetMethod(method)!, arguments);
}
