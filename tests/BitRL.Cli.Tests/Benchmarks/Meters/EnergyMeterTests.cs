using BitRL.Cli.Benchmarks.Meters;
using BitRL.Cli.Tests.Processes;
using Shouldly;
using Xunit;

namespace BitRL.Cli.Tests.Benchmarks.Meters;

/// <summary>On a made-up tree of counters as Linux shows it.</summary>
public sealed class EnergyMeterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void PackagesAreSummedAndTheirPartsAndTheBoardAreNot()
    {
        Zone("intel-rapl:0", "package-0", 1_000_000);
        Zone("intel-rapl:1", "package-1", 5_000_000);
        Zone("intel-rapl:0:0", "core", 100);
        Zone("intel-rapl:2", "psys", 100);
        Zone("intel-rapl-mmio:0", "package-0", 100);
        var meter = EnergyMeter.Open(_folder.Path);
        var before = meter.Read();

        Zone("intel-rapl:0", "package-0", 3_500_000);
        Zone("intel-rapl:1", "package-1", 5_250_000);
        Zone("intel-rapl:0:0", "core", 900_000_000);
        Zone("intel-rapl:2", "psys", 900_000_000);
        Zone("intel-rapl-mmio:0", "package-0", 900_000_000);

        meter.Missing.ShouldBeNull();
        meter.Joules(before, meter.Read()).ShouldBe(2.75, 1e-9);
    }

    [Fact]
    public void ACounterThatStartedAgainFromZeroCountsRight()
    {
        Zone("intel-rapl:0", "package-0", 65_000_000_000, range: 65_532_610_987);
        Zone("intel-rapl:1", "package-1", 10, range: 100);
        var meter = EnergyMeter.Open(_folder.Path);
        var before = meter.Read();

        Zone("intel-rapl:0", "package-0", 467_389_013, range: 65_532_610_987);
        Zone("intel-rapl:1", "package-1", 20, range: 100);

        meter.Joules(before, meter.Read()).ShouldBe(1000.00001, 1e-9);
    }

    [Fact]
    public void APackageThatCannotBeReadIsNotLeftOutOfTheSum()
    {
        Zone("intel-rapl:0", "package-0", 1);
        Zone("intel-rapl:1", "package-1", 1);
        MakeUnreadable("intel-rapl:1/energy_uj");

        var meter = EnergyMeter.Open(_folder.Path);

        meter.Missing!.ShouldContain("root");
        meter.Read().IsDefault.ShouldBeTrue();
        meter.Joules(meter.Read(), meter.Read()).ShouldBe(double.NaN);
    }

    [Fact]
    public void ACounterThatStopsAnsweringGivesNoFigure()
    {
        Zone("intel-rapl:0", "package-0", 1);
        var meter = EnergyMeter.Open(_folder.Path);
        var before = meter.Read();

        File.Delete(_folder["intel-rapl:0/energy_uj"]);

        meter.Joules(before, meter.Read()).ShouldBe(double.NaN);
    }

    [Fact]
    public void ACounterThatIsNoNumberIsNoMeter()
    {
        Zone("intel-rapl:0", "package-0", 1);
        File.WriteAllText(_folder["intel-rapl:0/max_energy_range_uj"], "?");

        EnergyMeter.Open(_folder.Path).Missing.ShouldNotBeNull();
    }

    [Fact]
    public void AMachineWithoutPowercapSaysSo() => EnergyMeter.Open(_folder["nothing"]).Missing!.ShouldContain(_folder["nothing"]);

    [Fact]
    public void AMachineWithoutAPackageSaysSo()
    {
        Zone("intel-rapl:0", "psys", 1);

        EnergyMeter.Open(_folder.Path).Missing!.ShouldContain("no RAPL package");
    }

    private void Zone(string zone, string name, long microjoules, long range = 262_143_328_850)
    {
        Directory.CreateDirectory(_folder[zone]);
        _folder.Write($"{zone}/name", name + "\n");
        _folder.Write($"{zone}/energy_uj", $"{microjoules}\n");
        _folder.Write($"{zone}/max_energy_range_uj", $"{range}\n");
    }

    // Root reads every file, so a mode would not do; a folder in its place is refused to everybody, in the same way.
    private void MakeUnreadable(string file)
    {
        File.Delete(_folder[file]);
        Directory.CreateDirectory(_folder[file]);
    }
}
