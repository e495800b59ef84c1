<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko_KR" sourcelanguage="en_US">
<context>
    <name>Action</name>
    <message>
        <source>Open a project first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is recorded yet: press Space to run the first iteration.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to undo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to redo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is the start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stepping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One time step on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One time step back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One layer of one step on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One layer of one step back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next phase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous phase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit above</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer nearer to the input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer nearer to the output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One iteration on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One iteration back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One epoch on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One epoch back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the latest iteration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 step a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>5 steps a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 iteration a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>30 iterations a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usual text size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the timeline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Menu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Bar</name>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Body</name>
    <message>
        <source>Setup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cell</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zones</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What happened</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BuildPanel</name>
    <message>
        <source>{n} weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A network has at most {n} hidden layers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>2  Network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its units and activation follow the task and the loss.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer {n}, {kind}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click for its settings</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Cell</name>
    <message>
        <source>The arithmetic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The belt sends {share} of the gradient back in time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starts with an empty memory, writes {value}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps {share} of its memory, writes {value}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes {count} of {all} examples: batch {batch} of {batches}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>epoch {epoch}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Examples to train on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looked at: example {place} of the batch, number {number}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In this batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss of this batch is {loss}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>example {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Terms of the loss by step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>full height {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step {step}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean of {count} steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean of the batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean of each example</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layer {layer} {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest change: {name} {change}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>before → after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>length of the gradient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>clipped to {length}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>shorter than {length}: not clipped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>length of the update</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>small</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>size of a gradient, log scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0 closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all gradients × 10</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {count} more: {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inputs give {inputs}, memory gives {memory}; it shows {out}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its inputs sum to {z}, and it says so.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its inputs sum to {z}; {bend} makes it {out}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Says {output}; this step has no target.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Says {share} for 1, the target is {target}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Says {output}, the target is {target}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CellView</name>
    <message>
        <source>Cell</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DataPanel</name>
    <message>
        <source>1  Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At each step, say the value that was stored last.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yearly sunspot numbers since 1700: say the number to come.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At the end, say which bit stood at the flag in step 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At each step, say the bit of some steps before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One period of a sine wave from noisy points; no time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exclusive or of two bits; no time.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Dataset</name>
    <message>
        <source>value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>store</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>flag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stored value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bit at the flag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>earlier bit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sine of x</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a xor b</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sunspots</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DivergedView</name>
    <message>
        <source>Go back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Return to iteration {iteration}, where the numbers were sound.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to {iteration}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A learning rate of {rate} was stable here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A learning rate of {rate}, a tenth of the present one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set {rate}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clip the gradient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limit its length to {length}, so that one step cannot explode.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clip to {length}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training stopped: the loss left the number line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What helps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Iteration {iteration}: {array} of layer {layer} was no longer a finite number at step {step}. Nothing is lost; iteration {back} is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Iteration {iteration}: the {array} was no longer a finite number. Nothing is lost; iteration {back} is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gradient</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Documents</name>
    <message>
        <source>Save changes?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Dots</name>
    <message>
        <source>all {all} examples per update</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 of {all} examples per update</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{some} of {all} examples per update</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 iteration = 1 epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} iterations = 1 epoch</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>Open a project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gatescope projects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Layer before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Example before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next example</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Example in this batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>example </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>δ: gradient of the loss, backwards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>following validation example {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> of {count} in this batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dense</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer {number} of {count}: {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeysPage</name>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LayerRow</name>
    <message>
        <source>Drag to another place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Units of layer {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fewer units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move up, nearer to the input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move down, nearer to the output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove layer {n}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Loss</name>
    <message>
        <source>iteration {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>training {loss}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>validation {loss}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LossView</name>
    <message>
        <source>log scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>linear scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scale of the loss axis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No loss yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss {loss} at iteration {iteration}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, lowest {loss} at {iteration}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>More</name>
    <message>
        <source>Fewer settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More settings</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Naming</name>
    <message>
        <source>no hidden layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} hidden layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold the value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sunspots</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flag recall</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Echo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>XOR</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cell</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gradient that arrives</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what the bend lets through</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>iteration {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unit {unit} of {units}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step {step}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Space runs the first iteration.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No gradient reaches this unit here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bend lets {share} of the gradient through.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>1  Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>2  Network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>3  Training</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Refusal</name>
    <message>
        <source>There is no setting “{address}”; look at the project&apos;s own settings for the name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{file}” is neither a file nor an example; `gatescope examples` lists the names.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A window of {length} years, {horizon} ahead, leaves no example to {part}; make the sequence shorter or change the share to train on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>train on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>validate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{file}” cannot be read: {reason}; check the name and the permissions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{file}” cannot be written: {reason}; choose another place with Save as.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{file}” is larger than a project can be; choose a Gatescope project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{file}” is no Gatescope project ({reason}); choose a .gatescope or .json file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{file}” is damaged at {part}; take a backup or an earlier save.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{file}”: {problem}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is no text in UTF-8</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it holds no group of settings { }</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is nested too deep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is no file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no file can have this name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its folder is not there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it has not the parts of one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its end (it may be cut)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its list of parts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its state (it does not fit the network)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{loss}” does not fit “{data}”: its targets are {kind}; choose “{better}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This would need {gigabytes:.1f} GB of memory, more than 1 GB; take fewer units, a smaller batch or shorter sequences.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{place}” is not a finite number; give one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project has format {found}, this program reads up to {known}; open it with a newer Gatescope.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{place}” must be {wanted}; {value} was given.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{place}” is no setting of a project; correct its name or take it out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{place}” is missing; add it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{place}” cannot be “{value}”; choose one of: {choices}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{place}” must be {wanted}, but it is {found}; correct it or take it out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{place}” has {value:,} entries, more than {most}; take some out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{place}” has {value:,} characters, more than {most}; make it shorter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{place}” has a character that cannot be shown; take it out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{place}” is not as a project has it ({reason}); correct it or take it out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>true or false</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a group of settings { }</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a list [ ]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>null</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A delay of {delay} leaves no target in {length} time steps; make it shorter than the sequence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time step {time} is not among the {steps} of this project; give one from 1 to {steps}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At iteration 0 nothing is recorded; give --iteration 1 or more with --phase or --time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{file}” is no name for a picture; end it in .png.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training diverged at iteration {found}, before {asked}; give an earlier iteration.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Row</name>
    <message>
        <source>restarts</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Setting</name>
    <message>
        <source>Hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sunspots</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Echo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>XOR</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dense</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RNN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LSTM</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Identity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sigmoid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tanh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ReLU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Glorot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>He</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Orthogonal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PyTorch&apos;s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zeros</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean squared error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Binary cross entropy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Softmax cross entropy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mini-batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SGD</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adam</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sequence length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time steps in each example.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Examples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Examples to train on; one epoch uses each once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation examples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Examples kept apart, to see what was learnt and not learnt by heart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Noise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standard deviation of the noise added to the data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same seed gives the same numbers, on every run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Store probability</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often a step stores a new value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flag size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the input that says: store now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Years ahead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many years after the last input the target lies.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share to train on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first part of the series trains, the rest is validation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many steps back the bit stands that is asked for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Units of this layer; for an LSTM each has four gates and a cell.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Initialization</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the weights are drawn before training.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bend between two layers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget-gate bias</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bias of the forget gate at the start: large keeps memory from the start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The share of its speed that the update keeps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is made small: it follows the kind of target.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rule that turns a gradient into an update; a change starts with fresh moments.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far each update goes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Examples of one update: all, some, or one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Examples of one update in a mini-batch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clip the gradient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest length that the gradient may have; 0 is off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Iterations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many iterations the command line runs unless told.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a whole number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a number from {low} to {high}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Setup</name>
    <message>
        <source>Setup</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SizeRow</name>
    <message>
        <source>Half the batch size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Twice the batch size</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Speed</name>
    <message>
        <source>1 step/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>5 steps/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 iteration/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>30 iterations/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>full speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>slow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed (keys 1 to 5)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>What should the network learn?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pick one. It starts training at once; everything can be changed later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>or open a project (Ctrl+O), drop a file here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold a value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See gates open and close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue the sunspots</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A real series since 1700</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remember a flag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>40 steps later, it still knows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget a flag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See the gradient vanish</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw a sine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No time: layers bend a line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split XOR</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No time: why layers are needed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Stepping</name>
    <message>
        <source>Step in time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step by layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layer {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is recorded yet: press Space to run the first iteration.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One time step back (Left)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One time step on (Right)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a time step to go there</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Telling</name>
    <message>
        <source>A fault of Gatescope; your work is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>input gate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>forget gate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>candidate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>output gate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waits for the backward phase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gradient at step {step}: {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step {step}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layer {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gradients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>activations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{first} to {last} of {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layer {layer}, unit {unit}: {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>input {unit}: {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>chance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step {step} has no target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step {step}: target {target}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step {step}: output {output}, target {target}, loss {loss}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cell state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hidden state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layer output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{letter}, unit {unit}, step {step}: not reached yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{letter}, unit {unit}, step {step}: {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step {step} of {steps}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TimelineView</name>
    <message>
        <source>Press Space to run the first iteration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No recording yet. Press Space to run the first iteration.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step {step} of {steps}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer {layer} of {count}: {values}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Menu (F10)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language of the window</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrainingPanel</name>
    <message>
        <source>3  Training</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Transport</name>
    <message>
        <source>Pause (Space)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play (Space)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>iteration {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>epoch {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag to go through the training; double-click to type an iteration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Iteration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is recorded yet: press Space to run the first iteration.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transport</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the first iteration (Home)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One iteration back (P)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One iteration on (N)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
