using OrderLedger.App.Tests;
using OrderLedger.App.Tests.Reliability;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

// The generated entry point, and before it the child that the reliability tests start and kill.
if (Child.Job is { } job) return await Child.RunAsync(job);
return args.Contains("--server") || args.Contains("--internal-msbuild-node")
    ? await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
    : await ConsoleRunner.Run(args);
