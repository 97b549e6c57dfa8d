using OrderLedger.Domain.Payments;

namespace OrderLedger.App.Sample.Filling;

/// <summary>One receipt, and each later moment at which money on account was used.</summary>
internal sealed class SampleReceiptStory(SampleFill fill, SampleStory story, SampleReceipt sample)
{
    private readonly Receipt _receipt = new()
    {
        Id = fill.NextId(),
        CustomerId = fill.Masters.CustomerId(sample.Customer),
        Date = sample.Date,
        Amount = sample.Amount,
        Currency = fill.Settings.Company.Currency,
        Method = sample.Method,
        Reference = sample.Reference,
        Kind = sample.Kind,
    };

    public void Plan()
    {
        var moments = sample.Allocations.GroupBy(static part => part.At).OrderBy(static moment => moment.Key).ToList();
        foreach (var moment in moments)
        {
            var isFirst = moment == moments[0];
            story.At(moment.Key, () => Allocate(moment, isFirst));
        }
    }

    private void Allocate(IGrouping<DateTime, SampleAllocation> parts, bool isFirst)
    {
        if (isFirst) story.Add(_receipt);
        foreach (var part in parts)
        {
            var order = story.OrderOf(part.Order);
            var allocation = new Allocation
            {
                Id = fill.NextId(),
                ReceiptId = _receipt.Id,
                Receipt = _receipt,
                OrderId = order.Id,
                Amount = part.Amount,
                At = part.At,
                Date = sample.Date,
            };
            _receipt.Allocations.Add(allocation);
            order.Allocations.Add(allocation);
        }

        _receipt.Derive();
        story.Happened(parts.Key, SampleStaff.Finance, isFirst ? "receipt.record" : "receipt.allocate", _receipt,
            parts.Select(part => story.OrderOf(part.Order)).Distinct());
    }
}
