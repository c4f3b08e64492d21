using BitRL.Contracts.Backends;
using Shouldly;
using Xunit;

namespace BitRL.Contracts.Tests.Backends;

public sealed class ProcessorNameTests
{
    [Theory]
    [InlineData("model\t\t: 1|model name\t: AMD EPYC 9R45|flags : a", "AMD EPYC 9R45")]
    [InlineData("processor\t: 0|CPU part\t: 0xd08|Model\t\t: Raspberry Pi 4 Model B Rev 1.4", "Raspberry Pi 4 Model B Rev 1.4")]
    [InlineData("processor\t: 0|CPU part\t: 0xd40", "0xd40")]
    [InlineData("model name\t: |Model : Board", "Board")]
    [InlineData("processor : 0", null)]
    [InlineData("model name without a colon", null)]
    public void TheNameIsFoundInWhatLinuxTells(string lines, string? name) => ProcessorName.Find(lines.Split('|')).ShouldBe(name);

    [Fact]
    public void ThisMachineHasAName() => ProcessorName.Read().ShouldNotBeNullOrWhiteSpace();
}
