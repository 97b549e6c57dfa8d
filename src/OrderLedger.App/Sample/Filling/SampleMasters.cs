using OrderLedger.App.Access;
using OrderLedger.App.Data.Journal;
using OrderLedger.Domain;
using OrderLedger.Domain.Customers;
using OrderLedger.Domain.Orders;
using OrderLedger.Domain.Products;

namespace OrderLedger.App.Sample.Filling;

/// <summary>Customers and products of a fill, and what decides the class of a customer at its end.</summary>
internal sealed class SampleMasters(SampleFill fill)
{
    private readonly long[] _customerIds = new long[fill.Plan.Scale.Customers];
    private readonly long[] _productIds = new long[fill.Plan.Scale.Products];
    private readonly DateOnly?[] _firstOrders = new DateOnly?[fill.Plan.Scale.Customers];
    private readonly (int Orders, Money Amount)[][] _activity =
        [.. fill.Settings.ClassRules.Select(_ => new (int, Money)[fill.Plan.Scale.Customers])];

    public long CustomerId(int index) => _customerIds[index];

    public long ProductId(int index) => _productIds[index];

    /// <summary>All of them, taken over on the day the book began.</summary>
    public SampleRows Rows()
    {
        var rows = new SampleRows();
        var at = SampleClock.At(fill.Plan.Start, 8);
        var changeSet = fill.NewChangeSet(rows, at, Actor.LocalOwner.Name, Via.Import, "sample.fill");
        for (var i = 0; i < _customerIds.Length; i++)
        {
            var customer = CustomerOf(fill.Plan.Customer(i));
            _customerIds[i] = customer.Id;
            rows.Customers.Add(customer);
            fill.Note(rows, changeSet, customer, customer.Contacts.Concat<IPart>(customer.Addresses));
        }

        for (var i = 0; i < _productIds.Length; i++)
        {
            var product = ProductOf(fill.Plan.Product(i));
            _productIds[i] = product.Id;
            rows.Products.Add(product);
            fill.Note(rows, changeSet, product, []);
        }

        return rows;
    }

    /// <summary>Adds an order to the figures that the rules ask for; drafts and cancelled orders do not
    /// count.</summary>
    public void Count(int customer, Order order)
    {
        if (order.Status is OrderStatus.Draft or OrderStatus.Cancelled) return;

        _firstOrders[customer] ??= order.OrderDate;
        var today = fill.ToDate(fill.Plan.Now);
        for (var rule = 0; rule < _activity.Length; rule++)
        {
            if (order.OrderDate <= today.AddMonths(-fill.Settings.ClassRules[rule].Months)) continue;

            ref var figures = ref _activity[rule][customer];
            figures = (figures.Orders + 1, figures.Amount + order.Total);
        }
    }

    /// <summary>The class of each customer by the rules of the book, as they hold now; one change set by the
    /// rule.</summary>
    public List<CustomerClass> Classify(SampleRows rows)
    {
        var classes = new List<CustomerClass>(_customerIds.Length);
        var changeSet = fill.NewChangeSet(rows, fill.Plan.Now, Actor.Rule.Name, Via.Rule, "customer.classify");
        var today = fill.ToDate(fill.Plan.Now);
        for (var i = 0; i < _customerIds.Length; i++)
        {
            var index = i;
            var rules = fill.Settings.ClassRules.Select((rule, at) => (rule,
                new CustomerActivity(_activity[at][index].Orders, _activity[at][index].Amount, _firstOrders[index])));
            if (ClassRule.Decide(rules, today) is not { } decided) continue;

            var one = new CustomerClass(_customerIds[i], decided.Class, decided.Reason);
            classes.Add(one);
            rows.Journal.Add(fill.History.Classified(changeSet, one, CustomerClasses.New));
        }

        return classes;
    }

    private Customer CustomerOf(SampleCustomer sample)
    {
        var id = fill.NextId();
        var customer = new Customer
        {
            Id = id,
            Code = sample.Code,
            Name = sample.Name,
            ShortName = sample.ShortName,
            Company = sample.Name,
            TaxNo = sample.TaxNo,
            Phone = sample.Phone,
            Email = sample.Email,
            Address = sample.Address,
            Region = sample.Region,
            Salesperson = sample.Salesperson,
            Terms = sample.Terms.Plan,
            PaymentMethod = sample.PaymentMethod,
            CreditLimit = sample.CreditLimit,
            ShipGateBp = sample.Terms.ShipGateBp,
            Contacts =
            [
                new()
                {
                    Id = fill.NextId(), CustomerId = id, Name = sample.Contact, Phone = sample.Phone,
                    Email = sample.Email,
                },
            ],
            Addresses =
            [
                new()
                {
                    Id = fill.NextId(), CustomerId = id, Kind = AddressKind.Delivery, Text = sample.Address,
                    Contact = sample.Contact, Phone = sample.Phone,
                },
            ],
        };
        customer.Derive();
        return customer;
    }

    private Product ProductOf(SampleProduct sample)
    {
        var product = new Product
        {
            Id = fill.NextId(),
            Sku = sample.Sku,
            Name = sample.Name,
            Spec = sample.Spec,
            Unit = sample.Unit,
            Category = sample.Category,
            Kind = sample.Kind,
            IsMade = sample.IsMade,
            TaxRateBp = sample.TaxRateBp,
            Price = sample.Price,
            Cost = sample.Cost,
            LeadDays = sample.LeadDays,
        };
        product.Derive();
        return product;
    }
}
