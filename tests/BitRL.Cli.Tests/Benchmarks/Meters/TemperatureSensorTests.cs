using BitRL.Cli.Benchmarks.Meters;
using BitRL.Cli.Tests.Processes;
using Shouldly;
using Xunit;

namespace BitRL.Cli.Tests.Benchmarks.Meters;

/// <summary>On a made-up tree of sensors as Linux shows it.</summary>
public sealed class TemperatureSensorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TheHottestSensorOfTheProcessorCounts()
    {
        Write("thermal/thermal_zone0", ("type", "acpitz"), ("temp", "99000"));
        Write("thermal/thermal_zone1", ("type", "x86_pkg_temp"), ("temp", "51000"));
        Write("hwmon/hwmon3", ("name", "k10temp"), ("temp1_input", "48125"), ("temp3_input", "63500"), ("temp1_crit", "95000"));
        Write("hwmon/hwmon4", ("name", "nvme"), ("temp1_input", "80000"));

        var sensor = TemperatureSensor.Open(_folder.Path);

        sensor.Missing.ShouldBeNull();
        sensor.Celsius().ShouldBe(63.5);
    }

    [Fact]
    public void ARaspberryPiHasOne()
    {
        Write("thermal/thermal_zone0", ("type", "cpu-thermal"), ("temp", "47712"));

        TemperatureSensor.Open(_folder.Path).Celsius().ShouldBe(47.712);
    }

    [Fact]
    public void SensorsOfOtherThingsAreNamedAndNotTaken()
    {
        Write("hwmon/hwmon0", ("name", "nvme"), ("temp1_input", "40000"));

        var sensor = TemperatureSensor.Open(_folder.Path);

        sensor.Missing!.ShouldContain("nvme");
        sensor.Celsius().ShouldBe(double.NaN);
    }

    [Fact]
    public void ASensorThatAnswersWithAnErrorIsNone()
    {
        Write("hwmon/hwmon0", ("name", "k10temp"), ("temp1_input", ""));

        TemperatureSensor.Open(_folder.Path).Missing.ShouldNotBeNull();
    }

    [Fact]
    public void ASensorThatFallsSilentGivesNoFigure()
    {
        Write("thermal/thermal_zone0", ("type", "cpu-thermal"), ("temp", "47712"));
        var sensor = TemperatureSensor.Open(_folder.Path);

        File.Delete(_folder["thermal/thermal_zone0/temp"]);

        sensor.Celsius().ShouldBe(double.NaN);
    }

    [Fact]
    public void AMachineWithoutSensorsSaysSo() => TemperatureSensor.Open(_folder.Path).Missing!.ShouldContain("thermal");

    private void Write(string zone, params (string File, string Text)[] files)
    {
        Directory.CreateDirectory(_folder[zone]);
        foreach (var (file, text) in files)
        {
            _folder.Write($"{zone}/{file}", text + "\n");
        }
    }
}
