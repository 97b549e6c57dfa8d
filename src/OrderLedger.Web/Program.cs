using OrderLedger.Web.Cli;

return await CommandLine.RunAsync(args);
