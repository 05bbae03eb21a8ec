using Microsoft.ML;

namespace Aqueduct;

/// <summary>A model of ML.NET as an artifact: what was fitted, with the columns that it takes.</summary>
[Codec(typeof(MlModelCodec))]
public sealed class MlModel
{
    /// <summary>A model that was fitted.</summary>
    /// <param name="transformer">What Fit gave.</param>
    /// <param name="input">The columns it was fitted to: the schema of the view given to Fit.</param>
    public MlModel(ITransformer transformer, DataViewSchema input)
    {
        ArgumentNullException.ThrowIfNull(transformer);
        ArgumentNullException.ThrowIfNull(input);
        (Transformer, Input) = (transformer, input);
    }

    /// <summary>The model.</summary>
    public ITransformer Transformer { get; }

    /// <summary>The columns that it takes, the label among them.</summary>
    public DataViewSchema Input { get; }

    /// <summary>Fits a pipeline to a table.</summary>
    /// <param name="pipeline">Transforms and a trainer.</param>
    /// <param name="rows">What it learns from.</param>
    public static MlModel Fit<TRow, TTransformer>(IEstimator<TTransformer> pipeline, Table<TRow> rows) where TTransformer : class, ITransformer
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        var view = rows.AsDataView();
        return new MlModel(pipeline.Fit(view), view.Schema);
    }

    /// <summary>Lets the model judge rows; what comes out are the rows' own columns and those that the model adds, such as Score.</summary>
    /// <typeparam name="TRow">Type of the rows, with the columns that the model was fitted to; the label may be missing.</typeparam>
    /// <typeparam name="TResult">Type of the results; further columns are not computed.</typeparam>
    /// <exception cref="InvalidOperationException">The rows lack a column that the model takes, or have one of another type; the message names it.</exception>
    /// <exception cref="InvalidDataException">A member of the result has no column, or a column a value that its member does not take.</exception>
    public Table<TResult> Predict<TRow, TResult>(Table<TRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var view = rows.AsDataView();
        try
        {
            return Transformer.Transform(view).ToTable<TResult>();
        }
        catch (ArgumentOutOfRangeException e) when (e.ParamName is "schema" or "inputSchema" or "input")
        {
            throw new InvalidOperationException($"Rows of {typeof(TRow).Name} do not fit the model: {e.Message} The model was fitted to {Columns(Input)}; the rows have {Columns(view.Schema)}.", e);
        }
    }

    static string Columns(DataViewSchema schema) => string.Join(", ", schema.Where(c => !c.IsHidden).Select(c => $"{c.Name} ({c.Type})"));
}
