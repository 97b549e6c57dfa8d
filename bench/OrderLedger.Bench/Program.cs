using OrderLedger.Bench;

return await Run.Async(args);
