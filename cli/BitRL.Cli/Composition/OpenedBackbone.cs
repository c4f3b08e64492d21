using BitRL.Contracts.Backends;
using BitRL.Model.Transformer;
using BitRL.Model.Weights;

namespace BitRL.Cli.Composition;

/// <summary>A backbone on the device that was opened for it.</summary>
internal sealed class OpenedBackbone : IDisposable
{
    private OpenedBackbone(IComputeDevice device, Backbone backbone)
    {
        Device = device;
        Backbone = backbone;
    }

    /// <summary>The device.</summary>
    public IComputeDevice Device { get; }

    /// <summary>The backbone.</summary>
    public Backbone Backbone { get; }

    /// <summary>Device and kernels in words.</summary>
    public string Description => $"{Device.Descriptor.Device}, {Device.Descriptor.Kernels}";

    /// <summary>Opens a model on a backend.</summary>
    /// <param name="backend">The backend.</param>
    /// <param name="options">How to open its device.</param>
    /// <param name="model">As <c>--model</c> says it.</param>
    /// <param name="layer">How many blocks to run, or null for all.</param>
    /// <param name="wrap">What to put between the device and the backbone, or null; owns what it is given.</param>
    /// <exception cref="BackendUnavailableException">The backend cannot run here.</exception>
    /// <exception cref="CommandException">There is no such model or layer, or the backend refuses a setting.</exception>
    /// <exception cref="GgufFormatException">The file is damaged or of another architecture.</exception>
    public static OpenedBackbone Open(IBackendProvider backend, DeviceOptions options, string model, int? layer, Func<IComputeDevice, IComputeDevice>? wrap = null)
    {
        var file = ModelNames.Open(model); // before the device: a wrong name should not cost a context
        return Open(backend, options, file, layer, wrap);
    }

    /// <summary>The same for a file that is open; it belongs to the result from now on, and is disposed if opening fails.</summary>
    public static OpenedBackbone Open(IBackendProvider backend, DeviceOptions options, GgufFile file, int? layer, Func<IComputeDevice, IComputeDevice>? wrap = null)
    {
        IComputeDevice device;
        try
        {
            device = backend.Open(options);
            device = wrap?.Invoke(device) ?? device;
        }
        catch (ArgumentException refused)
        {
            file.Dispose();
            throw new CommandException(ExitCode.Usage, WithoutParameter(refused), refused);
        }
        catch
        {
            file.Dispose();
            throw;
        }

        try
        {
            return new OpenedBackbone(device, Backbone.Load(file, device, new BackboneOptions { Layer = layer }));
        }
        catch (ArgumentOutOfRangeException missing)
        {
            device.Dispose();
            throw new CommandException(ExitCode.Usage, WithoutParameter(missing), missing);
        }
        catch
        {
            device.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Backbone.Dispose();
        Device.Dispose();
    }

    /// <summary>.NET appends the parameter's name, which means nothing to a user.</summary>
    private static string WithoutParameter(ArgumentException failure) => failure.Message.Split(" (Parameter '", 2)[0];
}
