using BitRL.Backend.Conformance;
using BitRL.Backend.Conformance.Ceilings;
using BitRL.Backend.Tests.Cpu;
using BitRL.Contracts.Backends;
using Shouldly;
using Xunit;

namespace BitRL.Backend.Tests.Conformance;

public sealed class ConformanceSuiteTests
{
    [Fact]
    public void CaseNamesAreUnique() => ConformanceSuite.Cases.Select(item => item.Name).ShouldBeUnique();

    [Fact]
    public void EveryOperationHasCases()
    {
        string[] operations = ["embed", "rms-norm", "rms-norm-quantize", "ternary", "dense", "rope", "attention", "gate", "copy-rows", "pool", "independence", "refusal"];
        ConformanceSuite.Cases.Select(item => item.Operation).Distinct().ShouldBe(operations, ignoreOrder: true);
    }

    [Fact]
    public void ASlightlyWrongDeviceFailsEveryNumericCase()
    {
        using FaultyDevice device = new(CpuDevices.Open("auto"), share: 1e-3f);
        ConformanceResult[] passed = [.. ConformanceSuite.Run(device, 1, CancellationToken.None).Where(result => result.Passed)];

        // Quantised values come back as whole steps, of which 1e-3 is not half of one: the case is there for wrong roundings.
        string[] excused = ["refusal/", "rms-norm-quantize/"];
        passed.Select(result => result.Name).Where(name => !excused.Any(name.StartsWith)).ShouldBeEmpty();
    }

    [Fact]
    public void AWronglyRoundingDeviceFailsTheQuantisationCases()
    {
        using FaultyDevice device = new(CpuDevices.Open("auto"), share: 0.01f); // more than a step of 127
        ConformanceSuite.Run(device, 1, CancellationToken.None)
            .Where(result => result.Name.StartsWith("rms-norm-quantize/", StringComparison.Ordinal))
            .ShouldAllBe(result => !result.Passed);
    }

    [Fact]
    public void WhatADeviceThrowsBecomesAResult()
    {
        IComputeDevice device = CpuDevices.Open("auto");
        device.Dispose();
        ConformanceResult result = ConformanceSuite.Cases[0].Run(device, 1);
        result.Passed.ShouldBeFalse();
        result.Detail.ShouldContain(nameof(ObjectDisposedException));
    }

    [Fact]
    public void TheCeilingIsMeasured()
    {
        CeilingMeasurement ceiling = KernelCeiling.Measure(3);
        ceiling.GigaMultiplyAddsPerSecond.ShouldBeInRange(0.01, 5000);
        ceiling.Instructions.ShouldNotBeEmpty();
    }
}
