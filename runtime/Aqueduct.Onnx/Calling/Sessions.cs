using Microsoft.ML.OnnxRuntime;

namespace Aqueduct.OnnxModels;

/// <summary>Opens sessions of the ONNX runtime.</summary>
static class Sessions
{
    /// <summary>A session, which any number of threads may call at once.</summary>
    /// <exception cref="InvalidDataException">The runtime does not take the model.</exception>
    public static InferenceSession Open(byte[] bytes, string name)
    {
        using var options = new SessionOptions
        {
            // What .NET counts heeds the limits of containers; the runtime would count the machine's.
            IntraOpNumThreads = Environment.ProcessorCount,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        try
        {
            return new InferenceSession(bytes, options);
        }
        catch (OnnxRuntimeException e)
        {
            throw new InvalidDataException($"{name} is not taken by the ONNX runtime: {e.Message}", e);
        }
    }
}
