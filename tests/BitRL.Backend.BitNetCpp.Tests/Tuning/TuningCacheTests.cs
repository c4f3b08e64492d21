using BitRL.Backend.BitNetCpp.Interop;
using BitRL.Backend.BitNetCpp.Tests.Devices;
using BitRL.Backend.BitNetCpp.Tuning;
using BitRL.Contracts.Backends;
using Shouldly;
using Xunit;

namespace BitRL.Backend.BitNetCpp.Tests.Tuning;

public sealed class TuningCacheTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bitrl-tuning-");

    [Fact]
    public void WhatWasKeptIsFoundAgainOnTheSameProcessorOnly()
    {
        NativeTuning tuning = Tuning();
        Cache("a processor").Keep("avx2", tuning);
        NativeTuning found = Cache("a processor").Find("avx2").ShouldNotBeNull();
        for (int i = 0; i < NativeTuning.Count; i++)
        {
            found.Multiply[i].ShouldBe(tuning.Multiply[i]);
            found.Table[i].ShouldBe(tuning.Table[i]);
        }

        Cache("another processor").Find("avx2").ShouldBeNull();
        Cache("a processor").Find("avx512").ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("0 0 0")]
    public void ADamagedFileCountsAsNone(string lastLine)
    {
        Cache("a processor").Keep("avx2", Tuning());
        string file = _folder.GetFiles().ShouldHaveSingleItem().FullName;
        string[] lines = File.ReadAllLines(file);
        lines[^1] = lastLine;
        File.WriteAllLines(file, lines);
        Cache("a processor").Find("avx2").ShouldBeNull();
        File.WriteAllBytes(file, [0xFF, 0xFE, 0x00, 0x80]);
        Cache("a processor").Find("avx2").ShouldBeNull();
    }

    [Fact]
    public void AFolderThatCannotBeWrittenIsNoError()
    {
        string file = Path.Combine(_folder.FullName, "a file");
        File.WriteAllText(file, "");
        TuningCache cache = new(Path.Combine(file, "below it"), "a processor");
        cache.Keep("avx2", Tuning());
        cache.Find("avx2").ShouldBeNull();
    }

    [NativeFact]
    public void AMeasurementIsMadeOnceAndRemembered()
    {
        TuningCache cache = Cache("this one");
        new BitNetCppBackendProvider(cache).Open(new DeviceOptions { Threads = 1 }).Dispose();
        FileInfo file = _folder.GetFiles().ShouldHaveSingleItem();
        string first = File.ReadAllText(file.FullName);
        new BitNetCppBackendProvider(cache).Open(new DeviceOptions { Threads = 1 }).Dispose();
        File.ReadAllText(file.FullName).ShouldBe(first);
        File.WriteAllText(file.FullName, first.Replace(' ', '-'));
        new BitNetCppBackendProvider(cache).Open(new DeviceOptions { Threads = 1 }).Dispose();
        cache.Find(file.Name["kernels-".Length..^".txt".Length]).ShouldNotBeNull("a damaged file was measured again");
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);

    private static NativeTuning Tuning()
    {
        NativeTuning tuning = default;
        for (int i = 0; i < NativeTuning.Count; i++)
        {
            tuning.Multiply[i] = 1.5f + i;
            tuning.Table[i] = 1e7f / (i + 1);
        }

        return tuning;
    }

    private TuningCache Cache(string processor) => new(_folder.FullName, processor);
}
