using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OrderLedger.App.Access;
using OrderLedger.App.Backup;
using OrderLedger.App.ChangeSets;
using OrderLedger.App.Customers;
using OrderLedger.App.Data;
using OrderLedger.App.Data.Commit;
using OrderLedger.App.Desks;
using OrderLedger.App.Export;
using OrderLedger.App.Grid;
using OrderLedger.App.Import;
using OrderLedger.App.Orders;
using OrderLedger.App.Payments;
using OrderLedger.App.Products;
using OrderLedger.App.ReadModel;
using OrderLedger.App.Reports;
using OrderLedger.App.Settings;
using OrderLedger.App.Shipping;
using OrderLedger.App.Verify;
using OrderLedger.App.Views;

namespace OrderLedger.App;

/// <summary>The product's table of contents: one line per verb.</summary>
public static class AppServices
{
    public static IServiceCollection AddLedgerApp(this IServiceCollection services, BookPlace place)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services.AddSingleton(place).AddSingleton<Book>().AddSingleton<Ledger>().AddSingleton<Neighbours>()
            .AddOrders().AddMasterData().AddMoney().AddHistory().AddReading().AddFiles()
            .AddAccess();
    }

    private static IServiceCollection AddOrders(this IServiceCollection services) => services
        .AddSingleton<PlaceOrder>()
        .AddSingleton<AmendOrder>()
        .AddSingleton<ConfirmOrder>()
        .AddSingleton<StartProduction>()
        .AddSingleton<FinishProduction>()
        .AddSingleton<StartMany>()
        .AddSingleton<FinishMany>()
        .AddSingleton<PrepareGoods>()
        .AddSingleton<ShipOrder>()
        .AddSingleton<ShipMany>()
        .AddSingleton<SignShipment>()
        .AddSingleton<SettleShortfall>()
        .AddSingleton<VoidShipment>()
        .AddSingleton<ShipmentQueries>()
        .AddSingleton<HoldOrder>()
        .AddSingleton<ResumeOrder>()
        .AddSingleton<CloseRest>()
        .AddSingleton<CancelOrder>()
        .AddSingleton<OrderQueries>()
        .AddSingleton<ChangeCells>()
        .AddSingleton<BulkEvent>()
        .AddSingleton<OrderAdvice>()
        .AddSingleton<WriteComment>()
        .AddSingleton<RemoveComment>()
        .AddSingleton<AttachFile>()
        .AddSingleton<DetachFile>()
        .AddSingleton<OrderTalk>()
        .AddSingleton<WorkWaiting>();

    private static IServiceCollection AddMasterData(this IServiceCollection services) => services
        .AddSingleton<SaveCustomer>()
        .AddSingleton<CustomerQueries>()
        .AddSingleton<CustomerFigures>()
        .AddSingleton<CustomerList>()
        .AddSingleton<CustomerProducts>()
        .AddSingleton<CustomerHistory>()
        .AddSingleton<WriteFollowUp>()
        .AddSingleton<FinishFollowUp>()
        .AddSingleton<FollowUpQueries>()
        .AddSingleton<RecordStock>()
        .AddSingleton<ProductStock>()
        .AddSingleton<ClassifyCustomers>()
        .AddSingleton<SaveProduct>()
        .AddSingleton<ProductQueries>()
        .AddSingleton<ProductList>()
        .AddSingleton<SaveSettings>();

    private static IServiceCollection AddMoney(this IServiceCollection services) => services
        .AddSingleton<PayOrder>()
        .AddSingleton<RecordReceipt>()
        .AddSingleton<AllocateReceipt>()
        .AddSingleton<ReleaseAllocation>()
        .AddSingleton<BounceReceipt>()
        .AddSingleton<ReceiptQueries>();

    private static IServiceCollection AddHistory(this IServiceCollection services) => services
        .AddSingleton<History>()
        .AddSingleton<UndoChangeSet>()
        .AddSingleton<PruneAnswers>()
        .AddSingleton<BookVerifier>()
        .AddSingleton<BackupBook>()
        .AddSingleton<RestoreBook>();

    private static IServiceCollection AddReading(this IServiceCollection services) => services
        .AddSingleton<LedgerReadModel>()
        .AddSingleton<LedgerReports>()
        .AddSingleton<MakeDesk>()
        .AddSingleton<ShipDesk>()
        .AddSingleton<OweDesk>()
        .AddSingleton<DueDays>()
        .AddSingleton<SaveView>()
        .AddSingleton<DeleteView>()
        .AddSingleton<SaveLayout>()
        .AddSingleton<ViewQueries>();

    private static IServiceCollection AddFiles(this IServiceCollection services) => services
        .AddSingleton<ImportWorkbook>()
        .AddSingleton<ExportLedger>();

    private static IServiceCollection AddAccess(this IServiceCollection services) => services
        .AddSingleton<Sessions>()
        .AddSingleton<SignInLinks>()
        .AddSingleton<SetUpOwner>()
        .AddSingleton<SignIn>()
        .AddSingleton<SignOut>()
        .AddSingleton<UserQueries>()
        .AddSingleton<AddUser>()
        .AddSingleton<DisableUser>()
        .AddSingleton<UnlockUser>()
        .AddSingleton<ChangeRole>()
        .AddSingleton<ChangePassword>()
        .AddSingleton<CreateToken>()
        .AddSingleton<RevokeToken>()
        .AddSingleton<NoteTokenUse>();
}
