namespace OrderLedger.App.Sample.Filling;

/// <summary>Takes one row value by value, in the order of its columns; each database stores a value its own
/// way.</summary>
internal interface IRowSink
{
    void Null();

    void Long(long value);

    void Int(int value);

    void Bool(bool value);

    void Text(string value);

    void Date(DateOnly value);
}
