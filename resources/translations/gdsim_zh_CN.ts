<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name></name>
    <message>
        <source>There is no step {step}: the descent diverged at step {last}.</source>
        <translation>没有第 {step} 步：下降在第 {last} 步就已发散。</translation>
    </message>
    <message>
        <source>--weight is given once or twice, for different weights.</source>
        <translation>--weight 可给一次或两次，权重不能相同。</translation>
    </message>
    <message>
        <source>LOW:HIGH:COUNT is needed, LOW above 0 and below HIGH, COUNT at least 2.</source>
        <translation>需要 LOW:HIGH:COUNT：LOW 大于 0 且小于 HIGH，COUNT 至少为 2。</translation>
    </message>
    <message>
        <source>NAME:LOW:HIGH:COUNT is needed, LOW below HIGH, COUNT at least 2.</source>
        <translation>需要 NAME:LOW:HIGH:COUNT：LOW 小于 HIGH，COUNT 至少为 2。</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步</translation>
    </message>
    <message>
        <source>{file}: nothing to complain about</source>
        <translation>{file}：没有问题</translation>
    </message>
    <message>
        <source>--claims belongs to “gdsim list lessons”.</source>
        <translation>--claims 只用于“gdsim list lessons”。</translation>
    </message>
    <message>
        <source>what to list, all without it: {names}</source>
        <translation>要列出的内容，省略则全部列出：{names}</translation>
    </message>
    <message>
        <source>take exactly K steps</source>
        <translation>恰好走 K 步</translation>
    </message>
    <message>
        <source>run until a stop rule (as without --steps)</source>
        <translation>运行到满足停止条件（不写 --steps 也是如此）</translation>
    </message>
    <message>
        <source>the step from K to K + 1</source>
        <translation>从第 K 步到第 K + 1 步</translation>
    </message>
    <message>
        <source>one weight or two to sample E over, the others held at the start</source>
        <translation>沿一个或两个权重对 E 取样，其余权重保持在起点</translation>
    </message>
    <message>
        <source>a PyTorch script, the rule by torch.optim</source>
        <translation>PyTorch 脚本，优化器用 torch.optim</translation>
    </message>
    <message>
        <source>scenario or table</source>
        <translation>场景或数据表</translation>
    </message>
    <message>
        <source>for each statement of the argument, the stations of lessons that show it</source>
        <translation>对论证中的每个论点，列出讲到它的课程各站</translation>
    </message>
    <message>
        <source>a numpy or PyTorch script that repeats the run</source>
        <translation>重现这次运行的 numpy 或 PyTorch 脚本</translation>
    </message>
    <message>
        <source>form of the output</source>
        <translation>输出的格式</translation>
    </message>
    <message>
        <source>write to FILE, not to standard output</source>
        <translation>写入 FILE，而不是标准输出</translation>
    </message>
    <message>
        <source>a whole number from 0 on is needed, not {found}</source>
        <translation>需要不小于 0 的整数，不能是 {found}</translation>
    </message>
    <message>
        <source>Several scenarios would be written to {path}; name a folder, or put {field} into the name.</source>
        <translation>几个场景会写到同一个 {path}；请给出文件夹，或在名称里放入 {field}。</translation>
    </message>
    <message>
        <source>run a descent, write every step</source>
        <translation>运行下降，写出每一步</translation>
    </message>
    <message>
        <source>take one step apart into every number</source>
        <translation>把一步拆成每个数字</translation>
    </message>
    <message>
        <source>exact minimum, curvature, stable learning rates</source>
        <translation>精确的最小值、曲率、稳定的学习率</translation>
    </message>
    <message>
        <source>sample E over one weight or two</source>
        <translation>沿一个或两个权重对 E 取样</translation>
    </message>
    <message>
        <source>say what is wrong with a file, and where</source>
        <translation>指出文件里哪里有什么问题</translation>
    </message>
    <message>
        <source>what there is to choose from</source>
        <translation>有哪些可选</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>“{name}” is no command; did you mean “{guess}”?</source>
        <translation>没有命令“{name}”；是否指“{guess}”？</translation>
    </message>
    <message>
        <source>arguments</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>options</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>show this and stop</source>
        <translation>显示本说明并退出</translation>
    </message>
    <message>
        <source>show the version and stop</source>
        <translation>显示版本并退出</translation>
    </message>
    <message>
        <source>language; else that of the system</source>
        <translation>语言；不写则用系统的语言</translation>
    </message>
    <message>
        <source>usage: </source>
        <translation>用法: </translation>
    </message>
    <message>
        <source>argument %(argument_name)s: %(message)s</source>
        <translation>参数 %(argument_name)s：%(message)s</translation>
    </message>
    <message>
        <source>the following arguments are required: %s</source>
        <translation>缺少参数：%s</translation>
    </message>
    <message>
        <source>unrecognized arguments: %s</source>
        <translation>无法识别的参数：%s</translation>
    </message>
    <message>
        <source>expected one argument</source>
        <translation>后面要有一个值</translation>
    </message>
    <message>
        <source>expected at least one argument</source>
        <translation>后面至少要有一个值</translation>
    </message>
    <message>
        <source>ignored explicit argument %r</source>
        <translation>后面不带值 %r</translation>
    </message>
    <message>
        <source>not allowed with argument %s</source>
        <translation>不能与 %s 同时使用</translation>
    </message>
    <message>
        <source>invalid choice: %(value)r (choose from %(choices)s)</source>
        <translation>没有 %(value)r 这一项（可选：%(choices)s）</translation>
    </message>
    <message>
        <source>invalid %(type)s value: %(value)r</source>
        <translation>值无效：%(value)r</translation>
    </message>
    <message>
        <source>commands:</source>
        <translation>命令:</translation>
    </message>
    <message>
        <source>A gradient-descent laboratory: opens the window, on SCENARIO where one is named.</source>
        <translation>梯度下降实验室：打开窗口；给出 SCENARIO 时载入该场景。</translation>
    </message>
    <message>
        <source>colours</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>start in lecture mode</source>
        <translation>以讲课模式启动</translation>
    </message>
    <message>
        <source>open this lesson</source>
        <translation>打开这一课</translation>
    </message>
    <message>
        <source>a scenario file, or the name of a shipped one (gdsim list scenarios) or of a surface (gdsim list surfaces)</source>
        <translation>场景文件，或自带场景的名称（见 gdsim list scenarios），或曲面的名称（见 gdsim list surfaces）</translation>
    </message>
    <message>
        <source>instead of what the scenario says</source>
        <translation>代替场景中的设置</translation>
    </message>
    <message>
        <source>records of this table</source>
        <translation>用这个表的记录</translation>
    </message>
    <message>
        <source>columns of --data that are inputs; else all others</source>
        <translation>--data 中作为输入的列，否则为其余所有列</translation>
    </message>
    <message>
        <source>column of --data that is the target; else of the same name, or the last</source>
        <translation>--data 中作为目标值的列，否则为同名列或最后一列</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>records an update sees</source>
        <translation>每次更新所看的记录数</translation>
    </message>
    <message>
        <source>start weights</source>
        <translation>起点权重</translation>
    </message>
    <message>
        <source>seed of what is drawn</source>
        <translation>随机抽取的种子</translation>
    </message>
    <message>
        <source>identity</source>
        <translation>恒等</translation>
    </message>
    <message>
        <source>sigmoid</source>
        <translation>sigmoid</translation>
    </message>
    <message>
        <source>tanh</source>
        <translation>tanh</translation>
    </message>
    <message>
        <source>ReLU</source>
        <translation>ReLU</translation>
    </message>
    <message>
        <source>leaky ReLU</source>
        <translation>leaky ReLU</translation>
    </message>
    <message>
        <source>softplus</source>
        <translation>softplus</translation>
    </message>
    <message>
        <source>step function</source>
        <translation>阶跃</translation>
    </message>
    <message>
        <source>record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>One row of the data: its inputs and the target that belongs to them.</source>
        <translation>数据的一行：一组输入和与之对应的目标值。</translation>
    </message>
    <message>
        <source>input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>What is known of a record and goes into the neuron.</source>
        <translation>一条记录中已知的、送入神经元的数。</translation>
    </message>
    <message>
        <source>target</source>
        <translation>目标值</translation>
    </message>
    <message>
        <source>What the prediction for a record should be.</source>
        <translation>一条记录的预测值本应等于的数。</translation>
    </message>
    <message>
        <source>weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>A number by which an input is multiplied. The weights are what is learned.</source>
        <translation>与输入相乘的数。学习所要得到的就是权重。</translation>
    </message>
    <message>
        <source>A weight whose input is always 1: it shifts the weighted sum.</source>
        <translation>输入恒为 1 的权重：它平移加权和。</translation>
    </message>
    <message>
        <source>The inputs times their weights, added up, and the bias where there is one.</source>
        <translation>各输入乘以各自的权重再相加；有偏置时再加上偏置。</translation>
    </message>
    <message>
        <source>The function that makes a prediction of the weighted sum.</source>
        <translation>把加权和变成预测值的函数。</translation>
    </message>
    <message>
        <source>What the neuron says for a record.</source>
        <translation>神经元对一条记录给出的值。</translation>
    </message>
    <message>
        <source>Target minus prediction: negative where the prediction is too high.</source>
        <translation>目标值减去预测值：预测值偏高时为负。</translation>
    </message>
    <message>
        <source>error measure</source>
        <translation>误差度量</translation>
    </message>
    <message>
        <source>The rule that makes one number of all residuals; at first half the sum of their squares.</source>
        <translation>把所有残差变成一个数的规则；一开始是残差平方和的一半。</translation>
    </message>
    <message>
        <source>error landscape</source>
        <translation>误差曲面</translation>
    </message>
    <message>
        <source>E over all values of the weights: a curve for one weight, a surface for two.</source>
        <translation>E 随权重所有取值的变化：一个权重时是曲线，两个权重时是曲面。</translation>
    </message>
    <message>
        <source>Where E is lowest: everywhere (global), or among what is near (local).</source>
        <translation>E 最低的地方：在全部范围内最低（全局），或只在附近最低（局部）。</translation>
    </message>
    <message>
        <source>How much the prediction changes with the weighted sum, at this record.</source>
        <translation>在这条记录处，预测值随加权和变化的快慢。</translation>
    </message>
    <message>
        <source>How much E falls when a record&apos;s weighted sum grows; for squares (y − ŷ) f′(h).</source>
        <translation>一条记录的加权和增大时 E 下降的快慢；用平方误差时为 (y − ŷ) f′(h)。</translation>
    </message>
    <message>
        <source>How much E changes with each weight. As an arrow it points steepest uphill.</source>
        <translation>E 随每个权重变化的快慢。画成箭头时，指向上坡最陡的方向。</translation>
    </message>
    <message>
        <source>numerical gradient</source>
        <translation>数值梯度</translation>
    </message>
    <message>
        <source>The slope from two errors close by: a check that needs no derivative.</source>
        <translation>用附近两处的误差算出的斜率：不用求导的检验。</translation>
    </message>
    <message>
        <source>The factor that makes a step of the gradient. Chosen, not learned.</source>
        <translation>把梯度变成一步的系数。由人选定，不是学来的。</translation>
    </message>
    <message>
        <source>What is added to a weight in one step: against the gradient, so downhill.</source>
        <translation>一步中加到权重上的量：与梯度方向相反，因此是下坡。</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>One update of all weights. Step 0 is the start.</source>
        <translation>所有权重更新一次。第 0 步是起点。</translation>
    </message>
    <message>
        <source>The records that one update looks at: all of them, some, or a single one.</source>
        <translation>一次更新所看的记录：全部、一部分或只有一条。</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>As many steps as it takes until every record has been in a batch.</source>
        <translation>直到每条记录都进过一次批量所需的若干步。</translation>
    </message>
    <message>
        <source>optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>The rule that makes an update of the gradient and of what it remembers.</source>
        <translation>用梯度和它所记住的量得出更新量的规则。</translation>
    </message>
    <message>
        <source>A part of the steps before that is kept, so that the ball rolls on.</source>
        <translation>保留以前各步的一部分，使小球继续滚动。</translation>
    </message>
    <message>
        <source>schedule</source>
        <translation>学习率计划</translation>
    </message>
    <message>
        <source>A learning rate that changes with the step, by a plan.</source>
        <translation>按计划随步数变化的学习率。</translation>
    </message>
    <message>
        <source>How fast the slope itself changes along a direction: large in a narrow valley.</source>
        <translation>斜率本身沿某个方向变化的快慢：在窄谷里很大。</translation>
    </message>
    <message>
        <source>Above it plain descent on a bowl jumps higher with each step.</source>
        <translation>高于它时，普通下降在碗里每一步都跳得更高。</translation>
    </message>
    <message>
        <source>The largest curvature divided by the smallest: how narrow the valley is, and how slow descent.</source>
        <translation>最大曲率除以最小曲率：谷有多窄，下降就有多慢。</translation>
    </message>
    <message>
        <source>The steps go the right way and are far too short.</source>
        <translation>每一步方向正确，但太短。</translation>
    </message>
    <message>
        <source>Each step jumps across the valley, and lands lower all the same.</source>
        <translation>每一步都跳过谷底，但落点仍然更低。</translation>
    </message>
    <message>
        <source>Each step lands higher than the one before: the learning rate is too large.</source>
        <translation>每一步的落点都比前一步高：学习率太大。</translation>
    </message>
    <message>
        <source>The gradient is so small that a step moves nothing any more.</source>
        <translation>梯度已经很小，再走一步也几乎不动。</translation>
    </message>
    <message>
        <source>Level ground high above the minimum: the gradient is nearly 0.</source>
        <translation>远高于最小值的平地：梯度几乎为 0。</translation>
    </message>
    <message>
        <source>Level in the middle, up along one direction, down along another.</source>
        <translation>中间是平的，沿一个方向升高，沿另一个方向降低。</translation>
    </message>
    <message>
        <source>flat valley</source>
        <translation>平谷</translation>
    </message>
    <message>
        <source>Many minima side by side: the data do not say which of them.</source>
        <translation>许多最小值连成一片：数据无法决定是哪一个。</translation>
    </message>
    <message>
        <source>diverges</source>
        <translation>发散</translation>
    </message>
    <message>
        <source>stable</source>
        <translation>稳定</translation>
    </message>
    <message>
        <source>creeps</source>
        <translation>爬行</translation>
    </message>
    <message>
        <source>steady</source>
        <translation>稳步</translation>
    </message>
    <message>
        <source>oscillates</source>
        <translation>来回跳</translation>
    </message>
    <message>
        <source>Inputs of shape {inputs} do not fit targets of shape {targets}.</source>
        <translation>形状为 {inputs} 的输入与形状为 {targets} 的目标值不相配。</translation>
    </message>
    <message>
        <source>The last input column cannot be removed.</source>
        <translation>最后一个输入列不能删除。</translation>
    </message>
    <message>
        <source>At least one input column is needed.</source>
        <translation>至少需要一个输入列。</translation>
    </message>
    <message>
        <source>{count} input columns, but {names} names.</source>
        <translation>有 {count} 个输入列，却有 {names} 个名称。</translation>
    </message>
    <message>
        <source>A column needs a name.</source>
        <translation>每一列都需要名称。</translation>
    </message>
    <message>
        <source>Two columns are named “{name}”; names must differ.</source>
        <translation>有两列都叫“{name}”；名称不能相同。</translation>
    </message>
    <message>
        <source>Record {record}, column “{column}”: {value} is not a finite number.</source>
        <translation>第 {record} 条记录，“{column}”列：{value} 不是有限的数。</translation>
    </message>
    <message>
        <source>Another number of weights needs a new descent.</source>
        <translation>权重的个数变了，需要重新开始下降。</translation>
    </message>
    <message>
        <source>{count} start weights are needed ({names}), {found} were given.</source>
        <translation>需要 {count} 个起点权重（{names}），给出了 {found} 个。</translation>
    </message>
    <message>
        <source>The start weights must be finite numbers.</source>
        <translation>起点权重必须是有限的数。</translation>
    </message>
    <message>
        <source>sum of squared errors</source>
        <translation>误差平方和</translation>
    </message>
    <message>
        <source>sum of squares, without ½</source>
        <translation>平方和，不带 ½</translation>
    </message>
    <message>
        <source>mean squared error</source>
        <translation>均方误差</translation>
    </message>
    <message>
        <source>half the mean squared error</source>
        <translation>均方误差的一半</translation>
    </message>
    <message>
        <source>sum of absolute errors</source>
        <translation>绝对误差之和</translation>
    </message>
    <message>
        <source>sum of residuals</source>
        <translation>残差之和</translation>
    </message>
    <message>
        <source>Huber error</source>
        <translation>Huber 误差</translation>
    </message>
    <message>
        <source>log loss (cross-entropy)</source>
        <translation>对数损失（交叉熵）</translation>
    </message>
    <message>
        <source>Formula, character {position}: {problem}</source>
        <translation>公式第 {position} 个字符：{problem}</translation>
    </message>
    <message>
        <source>“{sign}” has no meaning here.</source>
        <translation>“{sign}”在这里没有意义。</translation>
    </message>
    <message>
        <source>A formula may have {most} characters.</source>
        <translation>公式最多 {most} 个字符。</translation>
    </message>
    <message>
        <source>an operator or the end is expected, not “{found}”.</source>
        <translation>这里应是运算符或结尾，不能是“{found}”。</translation>
    </message>
    <message>
        <source>the formula has no weight: use w, or w1, w2, …</source>
        <translation>公式里没有权重：请用 w，或 w1、w2…</translation>
    </message>
    <message>
        <source>a/bc can be read in two ways: put a * or parentheses.</source>
        <translation>a/bc 可以有两种读法：请加 * 或括号。</translation>
    </message>
    <message>
        <source>the formula ends where a number, a weight or “(” is expected.</source>
        <translation>公式到此结束，但这里应是数、权重或“(”。</translation>
    </message>
    <message>
        <source>a number, a weight or “(” is expected, not “{found}”.</source>
        <translation>这里应是数、权重或“(”，不能是“{found}”。</translation>
    </message>
    <message>
        <source>{found} is too large.</source>
        <translation>{found} 太大。</translation>
    </message>
    <message>
        <source>w and w1, w2, … cannot be mixed.</source>
        <translation>w 与 w1、w2… 不能混用。</translation>
    </message>
    <message>
        <source>weights are w1 to w{most}, not {found}.</source>
        <translation>权重为 w1 到 w{most}，没有 {found}。</translation>
    </message>
    <message>
        <source>“(” is expected after {name}.</source>
        <translation>{name} 后面应是“(”。</translation>
    </message>
    <message>
        <source>{name} needs two arguments or more, with a comma between.</source>
        <translation>{name} 需要两个或更多参数，用逗号隔开。</translation>
    </message>
    <message>
        <source>{name} takes one argument; decimals have a point.</source>
        <translation>{name} 只有一个参数；小数请用小数点。</translation>
    </message>
    <message>
        <source>“)” is missing.</source>
        <translation>缺少“)”。</translation>
    </message>
    <message>
        <source>“)” or an operator is expected, not “{found}”.</source>
        <translation>这里应是“)”或运算符，不能是“{found}”。</translation>
    </message>
    <message>
        <source>this part is not a finite number.</source>
        <translation>这一部分不是有限的数。</translation>
    </message>
    <message>
        <source>nested more than {most} deep.</source>
        <translation>嵌套超过 {most} 层。</translation>
    </message>
    <message>
        <source>“{name}” is not known; allowed are: {allowed}.</source>
        <translation>没有“{name}”；可用的有：{allowed}。</translation>
    </message>
    <message>
        <source>“{name}” is not known; did you mean “{guess}”?</source>
        <translation>没有“{name}”；是不是想写“{guess}”？</translation>
    </message>
    <message>
        <source>The gradient agrees with the differences of E, and the step is made of it.</source>
        <translation>梯度与 E 的差商一致，步子也由它得出。</translation>
    </message>
    <message>
        <source>Something is wrong that none of the mistakes listed here explains.</source>
        <translation>有错，但这里列出的错误都不能解释它。</translation>
    </message>
    <message>
        <source>The gradient is right, but the step is not made of it. This explains the numbers: {mistakes}.</source>
        <translation>梯度是对的，步子却不是由它得出的。能解释这些数字的是：{mistakes}。</translation>
    </message>
    <message>
        <source>The gradient is wrong. This explains the numbers: {mistakes}.</source>
        <translation>梯度是错的。能解释这些数字的是：{mistakes}。</translation>
    </message>
    <message>
        <source>wrong sign</source>
        <translation>符号错误</translation>
    </message>
    <message>
        <source>The gradient is added instead of subtracted, so each step goes uphill.</source>
        <translation>没有减去梯度，而是加上了它，所以每一步都往上走。</translation>
    </message>
    <message>
        <source>f′ left out</source>
        <translation>漏掉 f′</translation>
    </message>
    <message>
        <source>The error term is taken without f′(h): each record pulls, but not as much as it should, so the step points elsewhere.</source>
        <translation>误差项里没有 f′(h)：每条记录都在拉，力度却不对，所以步子指向别处。</translation>
    </message>
    <message>
        <source>η on the wrong term</source>
        <translation>η 乘错了地方</translation>
    </message>
    <message>
        <source>η multiplies the weight instead of the gradient: weights shrink, and steps are too long.</source>
        <translation>η 乘的是权重而不是梯度：权重缩小，步子太长。</translation>
    </message>
    <message>
        <source>missing sum</source>
        <translation>漏掉求和</translation>
    </message>
    <message>
        <source>The records&apos; contributions are not added up: each replaces the one before, and only the last one counts.</source>
        <translation>各条记录的份没有相加：每一份都覆盖前一份，只有最后一份算数。</translation>
    </message>
    <message>
        <source>The error measure “{measure}” needs the activation {needed}, not {activation}.</source>
        <translation>误差度量“{measure}”需要激活函数 {needed}，不能是 {activation}。</translation>
    </message>
    <message>
        <source>The error measure “{measure}” needs targets from {low} to {high}; record {record} has {value}.</source>
        <translation>误差度量“{measure}”要求目标值在 {low} 与 {high} 之间；第 {record} 条记录是 {value}。</translation>
    </message>
    <message>
        <source>The learning rate must be a finite number greater than 0, not {value}.</source>
        <translation>学习率必须是大于 0 的有限数，不能是 {value}。</translation>
    </message>
    <message>
        <source>The rule “{rule}” has no settings of its own, so no “{name}” either.</source>
        <translation>优化器“{rule}”没有自己的参数，也就没有“{name}”。</translation>
    </message>
    <message>
        <source>“{name}” must be {allowed}, not {value}.</source>
        <translation>“{name}”必须是{allowed}，不能是 {value}。</translation>
    </message>
    <message>
        <source>“{name}” must be a whole number from {low} on, not {value}.</source>
        <translation>“{name}”必须是不小于 {low} 的整数，不能是 {value}。</translation>
    </message>
    <message>
        <source>Stopped at step {step}, as asked.</source>
        <translation>按要求停在第 {step} 步。</translation>
    </message>
    <message>
        <source>Stopped at step {step}: |∇E| = {slope} is not above the tolerance {tolerance}.</source>
        <translation>停在第 {step} 步：|∇E| = {slope}，没有超过容差 {tolerance}。</translation>
    </message>
    <message>
        <source>Stopped at step {step}: it changed E by {change}, not above the tolerance {tolerance}.</source>
        <translation>停在第 {step} 步：这一步使 E 改变 {change}，没有超过容差 {tolerance}。</translation>
    </message>
    <message>
        <source>Stopped at step {step}, the step limit; |∇E| is still {slope}.</source>
        <translation>停在第 {step} 步，已到步数上限；|∇E| 还有 {slope}。</translation>
    </message>
    <message>
        <source>At step {step} E or its gradient is not a finite number: start from other weights.</source>
        <translation>在第 {step} 步，E 或它的梯度不是有限的数：请换一个起点。</translation>
    </message>
    <message>
        <source>{event} {reason}</source>
        <translation>{event}{reason}</translation>
    </message>
    <message>
        <source>The descent fell without end: E went from {first} to {last} in {step} steps.</source>
        <translation>下降没有尽头：{step} 步内 E 从 {first} 降到 {last}。</translation>
    </message>
    <message>
        <source>The descent diverged: E grew from {first} to {last} in {step} steps.</source>
        <translation>下降发散了：{step} 步内 E 从 {first} 增大到 {last}。</translation>
    </message>
    <message>
        <source>The descent diverged: the step from {step} leads to numbers too large to compute with.</source>
        <translation>下降发散了：从第 {step} 步再走一步，数就大得无法计算。</translation>
    </message>
    <message>
        <source>A mistake is made on purpose ({mistake}): switch it off.</source>
        <translation>现在有一个故意的错误（{mistake}）：请关掉它。</translation>
    </message>
    <message>
        <source>η = {rate}. This rule scales its own steps, so no largest stable η is known: try a tenth.</source>
        <translation>η = {rate}。这种优化器自行缩放步子，所以不知道最大的稳定 η：请试试它的十分之一。</translation>
    </message>
    <message>
        <source>η = {rate} is above {limit}, the largest stable one for this E. Try {good}.</source>
        <translation>η = {rate} 超过了 {limit}，即这个 E 的最大稳定值。请试试 {good}。</translation>
    </message>
    <message>
        <source>η = {rate} is above {limit}, the largest stable one by the curvature at the start (elsewhere it may be another). Try {good} or less.</source>
        <translation>η = {rate} 超过了 {limit}，即按起点处曲率得出的最大稳定值（别处可能不同）。请试试 {good} 或更小。</translation>
    </message>
    <message>
        <source>E does not curve upwards, so it has no minimum and no η is stable.</source>
        <translation>E 不向上弯，所以没有最小值，任何 η 都不稳定。</translation>
    </message>
    <message>
        <source>η = {rate}. E does not curve upwards at the start, so no largest stable η is known there: try {good}.</source>
        <translation>η = {rate}。E 在起点处不向上弯，所以那里不知道最大的稳定 η：请试试 {good}。</translation>
    </message>
    <message>
        <source>E curves down along one direction (λ = {low}), so it has no minimum, whatever η is.</source>
        <translation>E 沿一个方向向下弯（λ = {low}），所以无论 η 是多少，都没有最小值。</translation>
    </message>
    <message>
        <source>η = {rate} is below {limit}, the largest stable one for all the data, but not for each batch alone: try a smaller η.</source>
        <translation>η = {rate} 低于全部数据的最大稳定值 {limit}，但对单独一批未必稳定：请把 η 调小。</translation>
    </message>
    <message>
        <source>η = {rate} would be stable by the curvature at the start (up to {limit}), but E is steeper elsewhere: try a smaller η.</source>
        <translation>按起点处的曲率，η = {rate} 本应稳定（不超过 {limit}），但 E 在别处更陡：请把 η 调小。</translation>
    </message>
    <message>
        <source>not started</source>
        <translation>未开始</translation>
    </message>
    <message>
        <source>creeping</source>
        <translation>爬行</translation>
    </message>
    <message>
        <source>going down steadily</source>
        <translation>稳步下降</translation>
    </message>
    <message>
        <source>oscillating</source>
        <translation>来回跳</translation>
    </message>
    <message>
        <source>on the edge</source>
        <translation>在边缘上</translation>
    </message>
    <message>
        <source>diverging</source>
        <translation>发散</translation>
    </message>
    <message>
        <source>converged</source>
        <translation>已收敛</translation>
    </message>
    <message>
        <source>on a plateau</source>
        <translation>在平台上</translation>
    </message>
    <message>
        <source>at a saddle</source>
        <translation>在鞍点</translation>
    </message>
    <message>
        <source>in a flat valley</source>
        <translation>在平谷里</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>mistake on purpose ({mistake}): {message}</source>
        <translation>故意的错误（{mistake}）；{message}</translation>
    </message>
    <message>
        <source>on a plateau: the gradient is {slope} and E does not curve, so nothing pulls.</source>
        <translation>在平台上：梯度是 {slope}，E 也不弯，没有什么在拉。</translation>
    </message>
    <message>
        <source>on a plateau: the gradient is exactly 0, because f′(h) = 0 in all records ({count}) although E = {error}. No step can leave it: start from other weights.</source>
        <translation>在平台上：梯度恰好为 0，因为全部 {count} 条记录的 f′(h) 都是 0，尽管 E = {error}。再走多少步也离不开：请换一个起点。</translation>
    </message>
    <message>
        <source>in a flat valley: E = {error} is the lowest here, and stays the same along {count:direction|directions}, so there is no single best w.</source>
        <translation>在平谷里：E = {error} 是这里最低的，沿 {count} 个方向都不变，所以没有唯一最好的 w。</translation>
    </message>
    <message>
        <source>oscillating: E is straight here, so the steps do not get shorter, and turn back: each is {length} long.</source>
        <translation>来回跳：E 在这里是直的，所以步子不会变短，又折了回来：每步长 {length}。</translation>
    </message>
    <message>
        <source>creeping: a step lowers E = {error} by about {drop} only; the slope is small here, and gets steeper ahead (λ = {bend} along it).</source>
        <translation>爬行：一步只使 E = {error} 减小约 {drop}；这里斜率很小，前面会变陡（沿它 λ = {bend}）。</translation>
    </message>
    <message>
        <source>creeping: a step takes {share} of the way that is left; a tenth is left after {steps:step|steps}.</source>
        <translation>爬行：每走一步，走完剩余路程的 {share} 倍；走 {steps} 步后，路程还剩十分之一。</translation>
    </message>
    <message>
        <source>creeping: a step takes {share} of the way that is left, judged by the curvature here.</source>
        <translation>爬行：按此处的曲率，每走一步，走完剩余路程的 {share} 倍。</translation>
    </message>
    <message>
        <source>creeping: a step takes {share} of what E is above the lowest known.</source>
        <translation>爬行：每走一步，E 高出已知最低值的部分减少其 {share} 倍。</translation>
    </message>
    <message>
        <source>going down: the slope gets steeper ahead (λ = {bend} along it).</source>
        <translation>下降中：前面的斜率会变陡（沿它 λ = {bend}）。</translation>
    </message>
    <message>
        <source>not started: {message}</source>
        <translation>未开始：{message}</translation>
    </message>
    <message>
        <source>not tried yet: the next step takes E from {now} to {next}.</source>
        <translation>尚未试过：下一步使 E 从 {now} 变为 {next}。</translation>
    </message>
    <message>
        <source>oscillating: running past the lowest; E rose in all of the last {count:step|steps}.</source>
        <translation>来回跳：冲过了最低处；最近 {count} 步，E 步步上升。</translation>
    </message>
    <message>
        <source>oscillating: running past the lowest; E rose in the last step.</source>
        <translation>来回跳：越过了最低处；上一步使 E 上升。</translation>
    </message>
    <message>
        <source>oscillating: of the last {count:step|steps} {turns} turned back and {rises} raised E.</source>
        <translation>来回跳：最近 {count} 步中，{turns} 步折回，{rises} 步使 E 上升。</translation>
    </message>
    <message>
        <source>converged: |∇E| = {slope}. A local minimum, E = {error}; the lowest is E = {lowest}.</source>
        <translation>已收敛：|∇E| = {slope}。这是局部最小值，E = {error}；最低的是 E = {lowest}。</translation>
    </message>
    <message>
        <source>converged: |∇E| = {slope}, E = {error}.</source>
        <translation>已收敛：|∇E| = {slope}，E = {error}。</translation>
    </message>
    <message>
        <source>at a saddle or hilltop: |∇E| = {slope}, and E curves down every way (λmax = {high}).</source>
        <translation>在鞍点或山顶：|∇E| = {slope}，E 向各个方向都往下弯（λmax = {high}）。</translation>
    </message>
    <message>
        <source>at a saddle: |∇E| = {slope}, yet E curves up one way (λ = {high}) and down another (λ = {low}).</source>
        <translation>在鞍点：|∇E| = {slope}，但 E 沿一个方向向上弯（λ = {high}），沿另一个方向向下弯（λ = {low}）。</translation>
    </message>
    <message>
        <source>on a plateau: f is saturated, f′(h) lets only {share} of the residuals&apos; pull through, so |∇E| is only {slope} although E = {error}.</source>
        <translation>在平台上：f 已饱和，f′(h) 使残差的拉力只剩 {share} 倍，所以 |∇E| 只有 {slope}，尽管 E = {error}。</translation>
    </message>
    <message>
        <source>on a plateau: |∇E| is only {slope} although E = {error} is far from the lowest in sight.</source>
        <translation>在平台上：|∇E| 只有 {slope}，而 E = {error} 离看得到的最低处还很远。</translation>
    </message>
    <message>
        <source>to come: {message}</source>
        <translation>接下来会{message}</translation>
    </message>
    <message>
        <source>diverging: η = {rate} is above {limit} = 2/λmax; each step multiplies the distance along the steepest direction by {factor}.</source>
        <translation>发散：η = {rate} 超过了 {limit} = 2/λmax；每一步使最陡方向上的距离变为 {factor} 倍。</translation>
    </message>
    <message>
        <source>on the edge: η = {rate} is all but {limit} = 2/λmax; each step multiplies the distance to the minimum by {factor}, from side to side.</source>
        <translation>在边缘上：η = {rate} 几乎等于 {limit} = 2/λmax；每一步使离最小值的距离变为 {factor} 倍，在两侧之间来回。</translation>
    </message>
    <message>
        <source>going down a straight slope: |∇E| = {slope} does not change along it.</source>
        <translation>沿直坡下降：|∇E| = {slope}，一路不变。</translation>
    </message>
    <message>
        <source>oscillating: each step jumps across the valley; 1 − ηλ = {factor} along it.</source>
        <translation>来回跳：每一步都跨过谷底；这个方向上 1 − ηλ = {factor}。</translation>
    </message>
    <message>
        <source>oscillating: each step jumps across the valley; 1 − ηλ = {factor} along it, here.</source>
        <translation>来回跳：每一步都跨过谷底；在此处，这个方向上 1 − ηλ = {factor}。</translation>
    </message>
    <message>
        <source>going down steadily: each step shortens the distance to the minimum by the factor {factor}.</source>
        <translation>稳步下降：每走一步，离最小值的距离变为 {factor} 倍。</translation>
    </message>
    <message>
        <source>going down steadily: by the curvature here, a step leaves {factor} of the way that is left.</source>
        <translation>稳步下降：按此处的曲率，每走一步，路程还剩 {factor} 倍。</translation>
    </message>
    <message>
        <source>to come: it diverges, since η = {rate} is above {limit}, the largest stable one.</source>
        <translation>接下来会发散，因为 η = {rate} 超过了最大稳定值 {limit}。</translation>
    </message>
    <message>
        <source>not started: the first step is {length} long.</source>
        <translation>未开始：第一步长 {length}。</translation>
    </message>
    <message>
        <source>oscillating: {rises} of the last {count:step|steps} raised E.</source>
        <translation>来回跳：最近 {count} 步中有 {rises} 步使 E 上升。</translation>
    </message>
    <message>
        <source>going down steadily: a step leaves {factor} of what E is above the lowest known.</source>
        <translation>稳步下降：每走一步，E 高出已知最低值的部分还剩 {factor} 倍。</translation>
    </message>
    <message>
        <source>diverging: E rose in each of the last steps, from {before} to {now}.</source>
        <translation>发散：最近几步 E 步步上升，从 {before} 到 {now}。</translation>
    </message>
    <message>
        <source>There is a “{name}” already.</source>
        <translation>已经有“{name}”了。</translation>
    </message>
    <message>
        <source>“{name}” is not known; did you mean “{guess}”? Allowed are: {allowed}.</source>
        <translation>没有“{name}”；是不是想写“{guess}”？可用的有：{allowed}。</translation>
    </message>
    <message>
        <source>The step cannot be taken: the rule divides by the size of the slopes of a weight, and they are 0. A setting “epsilon” greater than 0 avoids this.</source>
        <translation>这一步走不了：这种优化器要除以权重斜率的大小，而它是 0。把参数“epsilon”设为大于 0 的数即可避免。</translation>
    </message>
    <message>
        <source>Newton&apos;s step cannot be taken: the Hessian is not finite here.</source>
        <translation>牛顿法的这一步走不了：Hessian 矩阵在这里不是有限的。</translation>
    </message>
    <message>
        <source>Newton&apos;s step cannot be taken: the error curves downwards here (smallest curvature {least}), so the step would lead uphill or to a saddle.</source>
        <translation>牛顿法的这一步走不了：误差在这里向下弯（最小曲率 {least}），这一步会往上走或走向鞍点。</translation>
    </message>
    <message>
        <source>Newton&apos;s step cannot be taken: the error is flat in some direction here (smallest curvature {least}), so the Hessian is singular and has no inverse.</source>
        <translation>牛顿法的这一步走不了：误差在这里沿某个方向是平的（最小曲率 {least}），所以 Hessian 矩阵是奇异的，没有逆。</translation>
    </message>
    <message>
        <source>gradient descent</source>
        <translation>梯度下降</translation>
    </message>
    <message>
        <source>Each weight moves against its slope, η times as far.</source>
        <translation>每个权重逆着自己的斜率移动，距离是斜率的 η 倍。</translation>
    </message>
    <message>
        <source>momentum</source>
        <translation>动量法</translation>
    </message>
    <message>
        <source>Past slopes add up to a velocity, as for a heavy ball that rolls with friction.</source>
        <translation>过去的斜率累加成速度，就像一个有摩擦的重球在滚动。</translation>
    </message>
    <message>
        <source>Nesterov momentum</source>
        <translation>Nesterov 动量法</translation>
    </message>
    <message>
        <source>Momentum that looks ahead: the velocity counts as if it had moved on once more.</source>
        <translation>向前看的动量法：把速度当作已经再走了一次来计算。</translation>
    </message>
    <message>
        <source>Each weight has a rate of its own, that falls as its squared slopes add up.</source>
        <translation>每个权重有自己的学习率，随着斜率平方的累加而下降。</translation>
    </message>
    <message>
        <source>Each slope is divided by the size it had of late, so all weights move alike.</source>
        <translation>每个斜率都除以它近来的大小，所以各个权重移动得差不多。</translation>
    </message>
    <message>
        <source>An average of past slopes, divided by the size they had: steps of about η.</source>
        <translation>过去斜率的平均，除以它们的大小：每一步约为 η。</translation>
    </message>
    <message>
        <source>Adam that also shrinks each weight a little at every step, towards 0.</source>
        <translation>Adam，并在每一步把每个权重朝 0 缩小一点。</translation>
    </message>
    <message>
        <source>quasi-hyperbolic momentum</source>
        <translation>准双曲动量法</translation>
    </message>
    <message>
        <source>A mixture of the slope and of the average of past slopes, ν parts of the average.</source>
        <translation>斜率与过去斜率的平均相混合，平均占 ν 份。</translation>
    </message>
    <message>
        <source>Adam with the slope itself mixed into both of its averages.</source>
        <translation>Adam，并把斜率本身混入它的两个平均。</translation>
    </message>
    <message>
        <source>Newton&apos;s method</source>
        <translation>牛顿法</translation>
    </message>
    <message>
        <source>Jumps to the bottom of the bowl that slope and curvature predict (with η = 1; η times as far otherwise); refuses where there is no such bowl.</source>
        <translation>跳到由斜率和曲率预测的碗底（η = 1 时；否则只走 η 倍的距离）；没有这样的碗时就不走。</translation>
    </message>
    <message>
        <source>The schedule&apos;s “factor” must be greater than 0, not {value}.</source>
        <translation>学习率计划的“factor”必须大于 0，不能是 {value}。</translation>
    </message>
    <message>
        <source>The schedule&apos;s “total”, {total}, must be greater than its “warmup”, {warmup}.</source>
        <translation>学习率计划的“total”（{total}）必须大于“warmup”（{warmup}）。</translation>
    </message>
    <message>
        <source>The schedule&apos;s “{name}” must be a whole number from {low} on, not {value}.</source>
        <translation>学习率计划的“{name}”必须是不小于 {low} 的整数，不能是 {value}。</translation>
    </message>
    <message>
        <source>constant</source>
        <translation>恒定</translation>
    </message>
    <message>
        <source>in steps</source>
        <translation>阶梯</translation>
    </message>
    <message>
        <source>cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>inverse square root</source>
        <translation>平方根倒数</translation>
    </message>
    <message>
        <source>at least 0 and less than 1</source>
        <translation>不小于 0 且小于 1 的数</translation>
    </message>
    <message>
        <source>from 0 to 1</source>
        <translation>0 到 1 之间的数</translation>
    </message>
    <message>
        <source>a finite number from 0 on</source>
        <translation>不小于 0 的有限数</translation>
    </message>
    <message>
        <source>momentum factor</source>
        <translation>动量系数</translation>
    </message>
    <message>
        <source>decay</source>
        <translation>衰减率</translation>
    </message>
    <message>
        <source>decay of the first moment</source>
        <translation>一阶矩衰减率</translation>
    </message>
    <message>
        <source>decay of the second moment</source>
        <translation>二阶矩衰减率</translation>
    </message>
    <message>
        <source>small number against division by 0</source>
        <translation>防止除以 0 的小常数</translation>
    </message>
    <message>
        <source>weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>share of the average</source>
        <translation>平均所占的份额</translation>
    </message>
    <message>
        <source>share of the first moment</source>
        <translation>一阶矩所占的份额</translation>
    </message>
    <message>
        <source>share of the second moment</source>
        <translation>二阶矩所占的份额</translation>
    </message>
    <message>
        <source>elliptic bowl</source>
        <translation>椭圆碗</translation>
    </message>
    <message>
        <source>Ten times steeper one way than the other: plain descent zigzags.</source>
        <translation>一个方向比另一个陡十倍：普通下降走成之字形。</translation>
    </message>
    <message>
        <source>saddle</source>
        <translation>鞍面</translation>
    </message>
    <message>
        <source>Up one way, down the other: the descent lingers at the middle, then falls without end.</source>
        <translation>一个方向上坡，另一个方向下坡：下降先在中央逗留，然后没有尽头地落下去。</translation>
    </message>
    <message>
        <source>plateau</source>
        <translation>平台</translation>
    </message>
    <message>
        <source>A hollow in a plain: far from it there is hardly a slope to follow.</source>
        <translation>平地上的一个坑：离它远时，几乎没有坡可循。</translation>
    </message>
    <message>
        <source>hills</source>
        <translation>丘陵</translation>
    </message>
    <message>
        <source>Hills and hollows: where the descent ends depends on where it begins.</source>
        <translation>有山丘也有坑：下降停在哪里，取决于从哪里出发。</translation>
    </message>
    <message>
        <source>a local and a global minimum</source>
        <translation>局部与全局最小值</translation>
    </message>
    <message>
        <source>Two hollows, one deeper: descent finds the nearer one, not the deeper.</source>
        <translation>两个坑，一个更深：下降找到的是近的，不是深的。</translation>
    </message>
    <message>
        <source>Rosenbrock&apos;s valley</source>
        <translation>Rosenbrock 的弯谷</translation>
    </message>
    <message>
        <source>A narrow, bent valley with a nearly level floor.</source>
        <translation>一条狭窄弯曲的谷，谷底几乎是平的。</translation>
    </message>
    <message>
        <source>Beale&apos;s function</source>
        <translation>Beale 函数</translation>
    </message>
    <message>
        <source>Almost level in the middle, with steep walls at the corners.</source>
        <translation>中间几乎是平的，四角有陡壁。</translation>
    </message>
    <message>
        <source>Booth&apos;s function</source>
        <translation>Booth 函数</translation>
    </message>
    <message>
        <source>A slanting bowl: exactly quadratic, its axes are not those of the weights.</source>
        <translation>斜置的碗：恰好是二次的，它的轴不是权重的轴。</translation>
    </message>
    <message>
        <source>Himmelblau&apos;s function</source>
        <translation>Himmelblau 函数</translation>
    </message>
    <message>
        <source>Four minima, all equally deep.</source>
        <translation>四个最小值，一样深。</translation>
    </message>
    <message>
        <source>Styblinski and Tang&apos;s function</source>
        <translation>Styblinski–Tang 函数</translation>
    </message>
    <message>
        <source>Four hollows, one of them the deepest.</source>
        <translation>四个坑，其中一个最深。</translation>
    </message>
    <message>
        <source>Rastrigin&apos;s function</source>
        <translation>Rastrigin 函数</translation>
    </message>
    <message>
        <source>A bowl full of dents, in each of which a descent ends.</source>
        <translation>布满小坑的碗，下降会停在其中任何一个。</translation>
    </message>
    <message>
        <source>Ackley&apos;s function</source>
        <translation>Ackley 函数</translation>
    </message>
    <message>
        <source>A nearly level, dented plain around a narrow hole.</source>
        <translation>一个窄洞，周围是几乎平坦、布满小坑的平地。</translation>
    </message>
    <message>
        <source>McCormick&apos;s function</source>
        <translation>McCormick 函数</translation>
    </message>
    <message>
        <source>A valley with waves along it.</source>
        <translation>沿途有波纹的谷。</translation>
    </message>
    <message>
        <source>two wells</source>
        <translation>双井</translation>
    </message>
    <message>
        <source>One weight, two equal minima and a hilltop between.</source>
        <translation>一个权重，两个同样低的最小值，中间隔着山顶。</translation>
    </message>
    <message>
        <source>waves on a bowl</source>
        <translation>碗上的波纹</translation>
    </message>
    <message>
        <source>One weight, many local minima: the learning rate decides in which one the descent ends.</source>
        <translation>一个权重，许多局部最小值：下降停在哪一个，由学习率决定。</translation>
    </message>
    <message>
        <source>error</source>
        <translation>误差</translation>
    </message>
    <message>
        <source>gradient</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>gradient, numerically</source>
        <translation>数值梯度</translation>
    </message>
    <message>
        <source>curvature</source>
        <translation>曲率</translation>
    </message>
    <message>
        <source>condition number</source>
        <translation>条件数</translation>
    </message>
    <message>
        <source>largest stable learning rate</source>
        <translation>最大稳定学习率</translation>
    </message>
    <message>
        <source>best learning rate</source>
        <translation>最佳学习率</translation>
    </message>
    <message>
        <source>minimum</source>
        <translation>最小值</translation>
    </message>
    <message>
        <source>not known exactly</source>
        <translation>没有精确解</translation>
    </message>
    <message>
        <source>error there</source>
        <translation>那里的误差</translation>
    </message>
    <message>
        <source>unique</source>
        <translation>唯一</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no: a flat valley of minima</source>
        <translation>否：最小值连成一条平谷</translation>
    </message>
    <message>
        <source>This kind of subject cannot be written as a script.</source>
        <translation>这种对象不能写成脚本。</translation>
    </message>
    <message>
        <source>Newton&apos;s step cannot be taken: there is no bowl here that curves upwards.</source>
        <translation>无法走牛顿法的这一步：这里没有向上弯的碗。</translation>
    </message>
    <message>
        <source>A mistake is made on purpose: {mistake}.</source>
        <translation>现在有一个故意的错误：{mistake}。</translation>
    </message>
    <message>
        <source>Gradient of a batch: records {records}.</source>
        <translation>这是一批记录的梯度：记录 {records}。</translation>
    </message>
    <message>
        <source>Step {k} to {next}: {rule}, η = {rate}</source>
        <translation>第 {k} 步到第 {next} 步：{rule}，η = {rate}</translation>
    </message>
    <message>
        <source>A picture of {width}×{height}: sides from 1 to {most} pixels are possible.</source>
        <translation>图片 {width}×{height}：边长只能是 1 到 {most} 像素。</translation>
    </message>
    <message>
        <source>The printer takes nothing.</source>
        <translation>打印机不接受任务。</translation>
    </message>
    <message>
        <source>“{suffix}” is no ending of a picture&apos;s name; possible are {allowed}.</source>
        <translation>“{suffix}”不是图片的扩展名；可用的有 {allowed}。</translation>
    </message>
    <message>
        <source>an action has one name, as in {example}.</source>
        <translation>一个动作只有一个名称，例如 {example}。</translation>
    </message>
    <message>
        <source>“{name}” needs {about}.</source>
        <translation>“{name}”需要{about}。</translation>
    </message>
    <message>
        <source>A surface has no records.</source>
        <translation>曲面没有记录。</translation>
    </message>
    <message>
        <source>Record {record}: the data have {count:record|records}.</source>
        <translation>没有第 {record} 条记录：数据共有 {count} 条。</translation>
    </message>
    <message>
        <source>a whole number, not negative</source>
        <translation>非负整数</translation>
    </message>
    <message>
        <source>“true”</source>
        <translation>“true”</translation>
    </message>
    <message>
        <source>weights by name, as in { w1 = 0.5 }</source>
        <translation>按名称写出的权重，例如 { w1 = 0.5 }</translation>
    </message>
    <message>
        <source>a cell, as in { record = 2, column = &quot;y&quot;, value = 1.5 }</source>
        <translation>一个单元格，例如 { record = 2, column = &quot;y&quot;, value = 1.5 }</translation>
    </message>
    <message>
        <source>a number greater than 0</source>
        <translation>大于 0 的数</translation>
    </message>
    <message>
        <source>the name of an activation</source>
        <translation>激活函数的名称</translation>
    </message>
    <message>
        <source>the name of an error measure</source>
        <translation>误差度量的名称</translation>
    </message>
    <message>
        <source>the name of an update rule</source>
        <translation>优化器的名称</translation>
    </message>
    <message>
        <source>the name of a mistake made on purpose</source>
        <translation>故意犯的错误的名称</translation>
    </message>
    <message>
        <source>a number of records, 0 for all of them</source>
        <translation>记录数，0 表示全部</translation>
    </message>
    <message>
        <source>“true” or “false”</source>
        <translation>“true”或“false”</translation>
    </message>
    <message>
        <source>The start or the data were changed; restore the station to try again.</source>
        <translation>起点或数据已被改动；请恢复本站再试。</translation>
    </message>
    <message>
        <source>Reached in {count:step|steps}; the best η that stays needs {par}.</source>
        <translation>用 {count} 步到达；固定不变的最佳 η 需要 {par} 步。</translation>
    </message>
    <message>
        <source>{count:step|steps} so far; the best η that stays needs {par}.</source>
        <translation>已走 {count} 步；固定不变的最佳 η 需要 {par} 步。</translation>
    </message>
    <message>
        <source>{count:place|places} looked at; {par} would do.</source>
        <translation>已看 {count} 处；{par} 处就够。</translation>
    </message>
    <message>
        <source>Found with {count:place|places}; {par} would do.</source>
        <translation>看了 {count} 处找到；{par} 处就够。</translation>
    </message>
    <message>
        <source>Found with {count:place|places}: it cannot be told from fewer.</source>
        <translation>看了 {count} 处找到：再少就无法断定了。</translation>
    </message>
    <message>
        <source>The fewest steps</source>
        <translation>最少的步数</translation>
    </message>
    <message>
        <source>Come within a hundredth of the distance to the minimum in as few steps as you can. You may choose η anew before each step, but nothing else.</source>
        <translation>用尽量少的步数，走到离最小值只剩百分之一距离处。每一步之前可以重新选择 η，其余都不能改。</translation>
    </message>
    <message>
        <source>The hidden landscape</source>
        <translation>在黑暗中</translation>
    </message>
    <message>
        <source>The error is hidden; only the slope where you stand is shown. Find the minimum by setting the weight, and look at as few places as you can.</source>
        <translation>误差被隐藏，只显示你所在处的斜率。设置权重，找出最小值，看的地方越少越好。</translation>
    </message>
    <message>
        <source>As ε shrinks, this comes to {limit}. The chain rule gives {slope}; the difference is {off}.</source>
        <translation>ε 越小，它越接近 {limit}。链式法则给出 {slope}；两者相差 {off}。</translation>
    </message>
    <message>
        <source>one record</source>
        <translation>一条记录</translation>
    </message>
    <message>
        <source>E is a sum over the records, so its slope is the sum of their slopes. Take one record.</source>
        <translation>E 是对各条记录求和，所以它的斜率是各条斜率之和。先取一条记录。</translation>
    </message>
    <message>
        <source>chain rule</source>
        <translation>链式法则</translation>
    </message>
    <message>
        <source>The weight changes h, h changes ŷ, ŷ changes the error: the three slopes are multiplied.</source>
        <translation>权重带动 h，h 带动 ŷ，ŷ 带动误差：三个斜率相乘。</translation>
    </message>
    <message>
        <source>error by prediction</source>
        <translation>误差对预测值</translation>
    </message>
    <message>
        <source>How the record&apos;s error changes with its prediction; the minus comes from − ŷ.</source>
        <translation>这条记录的误差怎样随预测值变化；负号来自 − ŷ。</translation>
    </message>
    <message>
        <source>prediction by weighted sum</source>
        <translation>预测值对加权和</translation>
    </message>
    <message>
        <source>How the prediction changes with h: the slope of the activation.</source>
        <translation>预测值怎样随 h 变化：激活函数的斜率。</translation>
    </message>
    <message>
        <source>weighted sum by weight</source>
        <translation>加权和对权重</translation>
    </message>
    <message>
        <source>How h changes with the weight: by the input that the weight multiplies.</source>
        <translation>h 怎样随权重变化：等于这个权重所乘的输入。</translation>
    </message>
    <message>
        <source>error term</source>
        <translation>误差项</translation>
    </message>
    <message>
        <source>The first two factors are the same for every weight; with a minus they are called δ.</source>
        <translation>前两个因子对每个权重都相同；加上负号，就叫 δ。</translation>
    </message>
    <message>
        <source>the record&apos;s part</source>
        <translation>这条记录的一份</translation>
    </message>
    <message>
        <source>The three factors multiplied: what this record adds to the slope.</source>
        <translation>三个因子相乘：这条记录给斜率加上的一份。</translation>
    </message>
    <message>
        <source>sum over the records</source>
        <translation>对记录求和</translation>
    </message>
    <message>
        <source>All records together: the slope of E along this weight.</source>
        <translation>全部记录合起来：E 沿这个权重的斜率。</translation>
    </message>
    <message>
        <source>numeric check</source>
        <translation>数值核对</translation>
    </message>
    <message>
        <source>Without any calculus: move the weight a little both ways and see how much E changes.</source>
        <translation>不用微积分：把权重向两边各移动一点点，看 E 变多少。</translation>
    </message>
    <message>
        <source>the residual</source>
        <translation>残差</translation>
    </message>
    <message>
        <source>the record with most of the error</source>
        <translation>占误差最多的记录</translation>
    </message>
    <message>
        <source>the slope</source>
        <translation>斜率</translation>
    </message>
    <message>
        <source>the record that pulls hardest</source>
        <translation>拉得最用力的记录</translation>
    </message>
    <message>
        <source>the sign of the update</source>
        <translation>更新量的符号</translation>
    </message>
    <message>
        <source>the next weight</source>
        <translation>下一个权重</translation>
    </message>
    <message>
        <source>the length of the next step</source>
        <translation>下一步的长度</translation>
    </message>
    <message>
        <source>whether it converges</source>
        <translation>是否收敛</translation>
    </message>
    <message>
        <source>three learning rates by speed</source>
        <translation>三个学习率的快慢</translation>
    </message>
    <message>
        <source>“{name}” takes no number after its name.</source>
        <translation>“{name}”后面不带数字。</translation>
    </message>
    <message>
        <source>there is no text beside it, such as en.md.</source>
        <translation>旁边没有正文，例如 en.md。</translation>
    </message>
    <message>
        <source>there is no station: it needs [[station]] at least once.</source>
        <translation>没有站：[[station]] 至少要有一个。</translation>
    </message>
    <message>
        <source>this is not TOML: {reason}.</source>
        <translation>这不是 TOML：{reason}。</translation>
    </message>
    <message>
        <source>the station needs an “id”, one word.</source>
        <translation>这一站需要“id”，一个单词。</translation>
    </message>
    <message>
        <source>the station “{name}” is here twice.</source>
        <translation>“{name}”站出现了两次。</translation>
    </message>
    <message>
        <source>the station “{name}” of lesson.toml has no text here.</source>
        <translation>lesson.toml 里的“{name}”站在这里没有正文。</translation>
    </message>
    <message>
        <source>the station needs a “scenario”: a shipped one&apos;s name, or a file beside it.</source>
        <translation>这一站需要“scenario”：自带场景的名称，或旁边的一个文件。</translation>
    </message>
    <message>
        <source>a list of names is needed here.</source>
        <translation>这里需要一个名称列表。</translation>
    </message>
    <message>
        <source>a list of whole numbers from 1 to {most} is needed here.</source>
        <translation>这里需要一个整数列表，每个在 1 到 {most} 之间。</translation>
    </message>
    <message>
        <source>a list of actions is needed here, as in {example}.</source>
        <translation>这里需要一个动作列表，例如 {example}。</translation>
    </message>
    <message>
        <source>a question needs its kind, as in {example}.</source>
        <translation>问题要写明类型，例如 {example}。</translation>
    </message>
    <message>
        <source>settings are needed here, as in {example}.</source>
        <translation>这里需要设置，例如 {example}。</translation>
    </message>
    <message>
        <source>“{name}” needs the number of a weight, as in {name}1.</source>
        <translation>“{name}”后面要有权重的编号，例如 {name}1。</translation>
    </message>
    <message>
        <source>“{name}” does not belong to a record.</source>
        <translation>“{name}”不属于某一条记录。</translation>
    </message>
    <message>
        <source>“{name}”: weights and records count from 1.</source>
        <translation>“{name}”：权重和记录从 1 数起。</translation>
    </message>
    <message>
        <source>there is no live number “{name}”; there are: {allowed}.</source>
        <translation>没有活动数字“{name}”；可用的有：{allowed}。</translation>
    </message>
    <message>
        <source>there is no live number “{name}”; did you mean “{guess}”?</source>
        <translation>没有活动数字“{name}”；是不是想写“{guess}”？</translation>
    </message>
    <message>
        <source>the lesson&apos;s title is missing: a line “# Title”.</source>
        <translation>缺少课程标题：一行“# 标题”。</translation>
    </message>
    <message>
        <source>this formula has no end: “$$” is missing.</source>
        <translation>公式没有结尾：缺少“$$”。</translation>
    </message>
    <message>
        <source>a station&apos;s heading is “## id: Title”.</source>
        <translation>站的标题应写成“## id: 标题”。</translation>
    </message>
    <message>
        <source>within a station only “### do” and “### notice” are headings.</source>
        <translation>站内的小标题只有“### do”和“### notice”。</translation>
    </message>
    <message>
        <source>formulas on a line of their own stand above “### do”.</source>
        <translation>独占一行的公式要放在“### do”之前。</translation>
    </message>
    <message>
        <source>a formula has one to three lines: symbols, numbers, result.</source>
        <translation>一个公式有一到三行：符号、数字、结果。</translation>
    </message>
    <message>
        <source>“{sign}” has no partner.</source>
        <translation>“{sign}”没有配对。</translation>
    </message>
    <message>
        <source>The answer is a number.</source>
        <translation>答案是一个数。</translation>
    </message>
    <message>
        <source>Choose one of the answers.</source>
        <translation>请选一个答案。</translation>
    </message>
    <message>
        <source>This η is too near a limit to be asked about.</source>
        <translation>这个 η 离极限太近，不宜提问。</translation>
    </message>
    <message>
        <source>η is {rate}. What will the descent do from here?</source>
        <translation>η 等于 {rate}。下降从这里开始会怎样？</translation>
    </message>
    <message>
        <source>The curvature is λ = {curvature}, so each step multiplies the distance by 1 − ηλ = {factor}.</source>
        <translation>曲率是 λ = {curvature}，所以每一步使距离乘以 1 − ηλ = {factor}。</translation>
    </message>
    <message>
        <source>The largest stable learning rate is 2/λ = {limit}.</source>
        <translation>最大稳定学习率是 2/λ = {limit}。</translation>
    </message>
    <message>
        <source>it goes down steadily to the minimum</source>
        <translation>稳步下降到最小值</translation>
    </message>
    <message>
        <source>it jumps from side to side, and still arrives</source>
        <translation>在两侧来回跳，但仍会到达</translation>
    </message>
    <message>
        <source>it leaves for ever: it diverges</source>
        <translation>一去不返：发散</translation>
    </message>
    <message>
        <source>Two of these learning rates are equally fast here.</source>
        <translation>在这里，其中两个学习率一样快。</translation>
    </message>
    <message>
        <source>Which order is right, the fastest first?</source>
        <translation>由快到慢，哪个次序是对的？</translation>
    </message>
    <message>
        <source>η = {rate}: {steps:step|steps} until a hundredth of the distance is left.</source>
        <translation>η = {rate}：走 {steps} 步，距离只剩百分之一。</translation>
    </message>
    <message>
        <source>{first}, {second}, {third}</source>
        <translation>{first}、{second}、{third}</translation>
    </message>
    <message>
        <source>Without a known minimum this cannot be asked.</source>
        <translation>最小值未知，无法提这个问题。</translation>
    </message>
    <message>
        <source>This is asked of plain descent on a bowl only.</source>
        <translation>这个问题只适用于碗上的普通下降。</translation>
    </message>
    <message>
        <source>There is no next step here.</source>
        <translation>这里没有下一步。</translation>
    </message>
    <message>
        <source>η = {rate}: it does not arrive.</source>
        <translation>η = {rate}：到不了。</translation>
    </message>
    <message>
        <source>{file}, line {line}: {problem}</source>
        <translation>{file}，第 {line} 行：{problem}</translation>
    </message>
    <message>
        <source>The sign: the update goes against the gradient, Δw = −η ∂E/∂w.</source>
        <translation>符号：更新量与梯度方向相反，Δw = −η ∂E/∂w。</translation>
    </message>
    <message>
        <source>The residual is y − ŷ, the target minus the prediction; this looks like ŷ − y.</source>
        <translation>残差是 y − ŷ，目标值减预测值；这个像是 ŷ − y。</translation>
    </message>
    <message>
        <source>The factor f′(h) is missing: h reaches E only through the activation.</source>
        <translation>少了因子 f′(h)：h 只能通过激活函数影响 E。</translation>
    </message>
    <message>
        <source>This is one record only: the gradient is the sum over all of them.</source>
        <translation>这只是一条记录：梯度是对全部记录求和。</translation>
    </message>
    <message>
        <source>A factor ½ too many: the ½ in E has already cancelled the 2 of the square.</source>
        <translation>多了一个 ½：E 里的 ½ 已经与平方的 2 约去了。</translation>
    </message>
    <message>
        <source>A factor 2 too many: the ½ in E cancels the 2 of the square.</source>
        <translation>多了一个 2：E 里的 ½ 与平方的 2 约去。</translation>
    </message>
    <message>
        <source>The learning rate η is missing: it scales the step.</source>
        <translation>少了学习率 η：它缩放每一步。</translation>
    </message>
    <message>
        <source>The input x is missing: a weight acts on E through its own input.</source>
        <translation>少了输入 x：权重通过它自己的输入影响 E。</translation>
    </message>
    <message>
        <source>This is the update Δw itself; the next weight is w + Δw.</source>
        <translation>这是更新量 Δw 本身；下一个权重是 w + Δw。</translation>
    </message>
    <message>
        <source>η stays the same, but the step is η times the slope, and the slope changes.</source>
        <translation>η 不变，但步子等于 η 乘以斜率，而斜率会变。</translation>
    </message>
    <message>
        <source>A larger η is faster only up to a point: beyond it each step jumps past the minimum.</source>
        <translation>η 更大只在一定限度内更快：超过它，每一步都跳过最小值。</translation>
    </message>
    <message>
        <source>Jumping across the minimum is not yet divergence: what counts is whether the jumps shrink.</source>
        <translation>跳过最小值还不是发散：要看跳跃是否缩小。</translation>
    </message>
    <message>
        <source>Each jump lands farther from the minimum than the one before, so it does not come back.</source>
        <translation>每次跳跃的落点都比前一次离最小值更远，所以它回不来。</translation>
    </message>
    <message>
        <source>The largest residual is not all: what counts is δ times the input.</source>
        <translation>残差最大还不够：要看 δ 乘以输入。</translation>
    </message>
    <message>
        <source>Record {record}: the target is {y}, the prediction {prediction}. What is the residual, with its sign? An answer within {tolerance} counts.</source>
        <translation>第 {record} 条记录：目标值是 {y}，预测值是 {prediction}。残差是多少？带上符号。相差不超过 {tolerance} 就算对。</translation>
    </message>
    <message>
        <source>y − ŷ = {y} − {prediction} = {residual}</source>
        <translation>y − ŷ = {y} − {prediction} = {residual}</translation>
    </message>
    <message>
        <source>What is ∂E/∂{weight} here? An answer within {tolerance} counts.</source>
        <translation>这里的 ∂E/∂{weight} 是多少？相差不超过 {tolerance} 就算对。</translation>
    </message>
    <message>
        <source>{weight} gets larger</source>
        <translation>{weight} 变大</translation>
    </message>
    <message>
        <source>{weight} gets smaller</source>
        <translation>{weight} 变小</translation>
    </message>
    <message>
        <source>{weight} stays</source>
        <translation>{weight} 不变</translation>
    </message>
    <message>
        <source>What will the next step do to {weight}?</source>
        <translation>下一步会使 {weight} 怎样？</translation>
    </message>
    <message>
        <source>∂E/∂{weight} = {slope}: E rises with {weight} where this is positive.</source>
        <translation>∂E/∂{weight} = {slope}：它为正时，E 随 {weight} 增大而上升。</translation>
    </message>
    <message>
        <source>The step goes the other way: Δ{weight} = {update}.</source>
        <translation>步子走向另一边：Δ{weight} = {update}。</translation>
    </message>
    <message>
        <source>{weight} is {now}, η is {rate}. What will {weight} be after the next step? An answer within {tolerance} counts.</source>
        <translation>{weight} 等于 {now}，η 等于 {rate}。走下一步之后 {weight} 是多少？相差不超过 {tolerance} 就算对。</translation>
    </message>
    <message>
        <source>Which record pulls hardest at {weight}?</source>
        <translation>哪条记录拉 {weight} 拉得最用力？</translation>
    </message>
    <message>
        <source>Record {record} adds {part} to ∂E/∂{weight} = {slope}: −δ x = −{delta} × {x}.</source>
        <translation>第 {record} 条记录为 ∂E/∂{weight} = {slope} 贡献 {part}：−δ x = −{delta} × {x}。</translation>
    </message>
    <message>
        <source>Record {record} adds −δ x = −{delta} × {x} = {part}.</source>
        <translation>第 {record} 条记录贡献 −δ x = −{delta} × {x} = {part}。</translation>
    </message>
    <message>
        <source>The sum over all records, {count} of them, is ∂E/∂{weight} = {slope}.</source>
        <translation>对全部 {count} 条记录求和，得到 ∂E/∂{weight} = {slope}。</translation>
    </message>
    <message>
        <source>Δ{weight} = −η ∂E/∂{weight} = −{rate} × {slope} = {update}</source>
        <translation>Δ{weight} = −η ∂E/∂{weight} = −{rate} × {slope} = {update}</translation>
    </message>
    <message>
        <source>{weight} + Δ{weight} = {now} + {update} = {next}</source>
        <translation>{weight} + Δ{weight} = {now} + {update} = {next}</translation>
    </message>
    <message>
        <source>Which record makes the largest part of the error?</source>
        <translation>哪条记录占误差最多？</translation>
    </message>
    <message>
        <source>Record {record}: its residual is {residual}, which makes {share} % of E.</source>
        <translation>第 {record} 条记录：残差是 {residual}，占 E 的 {share} %。</translation>
    </message>
    <message>
        <source>This can be asked after a step.</source>
        <translation>走一步之后才能提这个问题。</translation>
    </message>
    <message>
        <source>η stays as it is. Will the next step be longer or shorter than the last one?</source>
        <translation>η 保持不变。下一步会比上一步长，还是短？</translation>
    </message>
    <message>
        <source>The last step was {before} long, the next one is {after}: η times the slope here.</source>
        <translation>上一步长 {before}，下一步长 {after}：η 乘以这里的斜率。</translation>
    </message>
    <message>
        <source>longer</source>
        <translation>更长</translation>
    </message>
    <message>
        <source>shorter</source>
        <translation>更短</translation>
    </message>
    <message>
        <source>as long</source>
        <translation>一样长</translation>
    </message>
    <message>
        <source>By this rule Δ{weight} = {update}</source>
        <translation>按这种优化器，Δ{weight} = {update}</translation>
    </message>
    <message>
        <source>Without records this cannot be asked.</source>
        <translation>没有记录，无法提这个问题。</translation>
    </message>
    <message>
        <source>The slope or the step is too small here to be asked about.</source>
        <translation>这里的斜率或步子太小，不宜提问。</translation>
    </message>
    <message>
        <source>No record stands out here.</source>
        <translation>这里没有哪条记录特别突出。</translation>
    </message>
    <message>
        <source>record {record}</source>
        <translation>第 {record} 条记录</translation>
    </message>
    <message>
        <source>This is no text, but a file of the kind {kind}, whatever it is called; save the table as CSV, or as .xlsx or .parquet and under that name.</source>
        <translation>这不是文本，而是 {kind} 类型的文件（不论文件名如何）；请将表格存为 CSV，或存为 .xlsx 或 .parquet 并使用相应的文件名。</translation>
    </message>
    <message>
        <source>Line {line}: this is not {encoding} text, as the file&apos;s first bytes claim.</source>
        <translation>第 {line} 行：不是 {encoding} 文本，与文件开头的字节所声明的不符。</translation>
    </message>
    <message>
        <source>Line {line}: the encoding of this text is not known; save the file as UTF-8.</source>
        <translation>第 {line} 行：无法辨认文本的编码；请把文件存为 UTF-8。</translation>
    </message>
    <message>
        <source>Line {line}: this may be “{western}” or “{chinese}”, depending on the encoding; save the file as UTF-8.</source>
        <translation>第 {line} 行：按编码不同，可能是“{western}”或“{chinese}”；请把文件存为 UTF-8。</translation>
    </message>
    <message>
        <source>{file} is a table, and no scenario: File, Import data takes it, or --data on the command line.</source>
        <translation>{file} 是表格，不是场景：请用“文件”菜单中的“导入数据”，或在命令行使用 --data。</translation>
    </message>
    <message>
        <source>Line {line}: this is not UTF-8 text.</source>
        <translation>第 {line} 行：不是 UTF-8 文本。</translation>
    </message>
    <message>
        <source>“low”, {low}, is not below “high”, {high}.</source>
        <translation>“low”（{low}）不小于“high”（{high}）。</translation>
    </message>
    <message>
        <source>numbers found: {found}; needed: {count} ({names}).</source>
        <translation>找到 {found} 个数；需要 {count} 个（{names}）。</translation>
    </message>
    <message>
        <source>allowed are: {allowed}.</source>
        <translation>可用的有：{allowed}。</translation>
    </message>
    <message>
        <source>did you mean “{guess}”? Allowed are: {allowed}.</source>
        <translation>是不是想写“{guess}”？可用的有：{allowed}。</translation>
    </message>
    <message>
        <source>“{found}” is so small that it would become 0.</source>
        <translation>“{found}”太小，会变成 0。</translation>
    </message>
    <message>
        <source>{found} is not a finite number.</source>
        <translation>{found} 不是有限的数。</translation>
    </message>
    <message>
        <source>this field is given twice.</source>
        <translation>这个字段出现了两次。</translation>
    </message>
    <message>
        <source>This is nested too deeply to be read.</source>
        <translation>嵌套太深，无法读取。</translation>
    </message>
    <message>
        <source>{path}: {problem}</source>
        <translation>{path}：{problem}</translation>
    </message>
    <message>
        <source>Line {line}, column {column}: this is not JSON ({reason}).</source>
        <translation>第 {line} 行，第 {column} 列：这不是 JSON（{reason}）。</translation>
    </message>
    <message>
        <source>this text holds half a character (\ud800 to \udfff).</source>
        <translation>这段文本里有半个字符（\ud800 到 \udfff）。</translation>
    </message>
    <message>
        <source>A number is needed here.</source>
        <translation>这里需要一个数。</translation>
    </message>
    <message>
        <source>“{found}” is not a number.</source>
        <translation>“{found}”不是数。</translation>
    </message>
    <message>
        <source>“{found}” may be {one} or {other}; write it so that it can be only one.</source>
        <translation>“{found}”可能是 {one}，也可能是 {other}；请写成只有一种读法。</translation>
    </message>
    <message>
        <source>“{found}” is too large to be computed with.</source>
        <translation>“{found}”太大，无法计算。</translation>
    </message>
    <message>
        <source>inputs in these data: {found}; in the scenario&apos;s: {count}. So start weights are needed: --start {example}.</source>
        <translation>这些数据有 {found} 个输入，场景里有 {count} 个。所以需要给出起点权重：--start {example}。</translation>
    </message>
    <message>
        <source>this names a column of the table of --data.</source>
        <translation>这里写的是 --data 所给表格中的列名。</translation>
    </message>
    <message>
        <source>this scenario is a surface, which has no records.</source>
        <translation>这个场景是曲面，没有记录。</translation>
    </message>
    <message>
        <source>found “{found}”; “full” or a whole number from 1 on is allowed.</source>
        <translation>得到的是“{found}”；应为“full”或不小于 1 的整数。</translation>
    </message>
    <message>
        <source>{name}: {problem}</source>
        <translation>{name}：{problem}</translation>
    </message>
    <message>
        <source>Record {record}, column “{column}”: {problem}</source>
        <translation>第 {record} 条记录，“{column}”列：{problem}</translation>
    </message>
    <message>
        <source>{found} is too large: its square could not be computed.</source>
        <translation>{found} 太大：无法计算它的平方。</translation>
    </message>
    <message>
        <source>a number from 0 on</source>
        <translation>不小于 0 的数</translation>
    </message>
    <message>
        <source>a number from −1e150 to 1e150</source>
        <translation>−1e150 到 1e150 之间的数</translation>
    </message>
    <message>
        <source>a whole number from 0 on</source>
        <translation>不小于 0 的整数</translation>
    </message>
    <message>
        <source>a whole number from 1 on</source>
        <translation>不小于 1 的整数</translation>
    </message>
    <message>
        <source>a name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true 或 false</translation>
    </message>
    <message>
        <source>“full” or a whole number from 1 on</source>
        <translation>“full”或不小于 1 的整数</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>a text, or texts by language (“en”, “zh_CN”)</source>
        <translation>文本，或按语言（“en”、“zh_CN”）写出的文本</translation>
    </message>
    <message>
        <source>“gdsim-scenario”</source>
        <translation>“gdsim-scenario”</translation>
    </message>
    <message>
        <source>1</source>
        <translation>1</translation>
    </message>
    <message>
        <source>a list of optimizers</source>
        <translation>优化器的列表</translation>
    </message>
    <message>
        <source>an object in braces</source>
        <translation>花括号里的对象</translation>
    </message>
    <message>
        <source>a list of names</source>
        <translation>名称的列表</translation>
    </message>
    <message>
        <source>a list of rows of numbers</source>
        <translation>数的行的列表</translation>
    </message>
    <message>
        <source>a formula such as “w1^2 + w2^2”</source>
        <translation>公式，例如“w1^2 + w2^2”</translation>
    </message>
    <message>
        <source>a list of numbers</source>
        <translation>数的列表</translation>
    </message>
    <message>
        <source>This kind of subject cannot be written to a file.</source>
        <translation>这种对象不能写入文件。</translation>
    </message>
    <message>
        <source>a table beside the file is named, but this text is in no file.</source>
        <translation>提到了文件旁边的表，但这段文本不在文件里。</translation>
    </message>
    <message>
        <source>“{name}” is not beside this file; a table in the same folder is allowed.</source>
        <translation>“{name}”不在这个文件旁边；只能用同一文件夹里的表。</translation>
    </message>
    <message>
        <source>there is no file “{name}” beside this one.</source>
        <translation>这个文件旁边没有“{name}”。</translation>
    </message>
    <message>
        <source>row {row} is not a list of numbers.</source>
        <translation>第 {row} 行不是数的列表。</translation>
    </message>
    <message>
        <source>row {row}: numbers found: {found}; needed: {count} ({names}).</source>
        <translation>第 {row} 行：找到 {found} 个数；需要 {count} 个（{names}）。</translation>
    </message>
    <message>
        <source>row {row}, column “{column}”: {problem}</source>
        <translation>第 {row} 行，“{column}”列：{problem}</translation>
    </message>
    <message>
        <source>found {found}, a number is allowed.</source>
        <translation>得到的是 {found}，应为数。</translation>
    </message>
    <message>
        <source>{file} needs another package: pip install “gdsim[{extra}]”. Or save it as CSV.</source>
        <translation>{file} 需要另一个软件包：pip install “gdsim[{extra}]”。也可以把它存为 CSV。</translation>
    </message>
    <message>
        <source>There is only one column in this; at least one input and a target are needed.</source>
        <translation>这里只有一列；至少需要一个输入和一个目标值。</translation>
    </message>
    <message>
        <source>Data from {file}.</source>
        <translation>数据来自 {file}。</translation>
    </message>
    <message>
        <source>there is no column “{name}”; {hint}</source>
        <translation>没有“{name}”列；{hint}</translation>
    </message>
    <message>
        <source>There is no table in this: it is empty.</source>
        <translation>这里没有表：是空的。</translation>
    </message>
    <message>
        <source>Both “{one}” and “{other}” may stand between the cells: choose one.</source>
        <translation>单元格之间可能是“{one}”，也可能是“{other}”：请选一个。</translation>
    </message>
    <message>
        <source>{columns:column|columns} with “{first}” in the first record</source>
        <translation>{columns} 列，第一条记录里是“{first}”</translation>
    </message>
    <message>
        <source>This can be meant in two ways: {one}, or {other}.</source>
        <translation>这有两种可能：{one}；或 {other}。</translation>
    </message>
    <message>
        <source>Line {line}, column {column}</source>
        <translation>第 {line} 行，第 {column} 列</translation>
    </message>
    <message>
        <source>Line {line}</source>
        <translation>第 {line} 行</translation>
    </message>
    <message>
        <source>{place}: {problem}</source>
        <translation>{place}：{problem}</translation>
    </message>
    <message>
        <source>cells found: {found}; needed: {count}.</source>
        <translation>找到 {found} 个单元格；需要 {count} 个。</translation>
    </message>
    <message>
        <source>only one column was found.</source>
        <translation>只找到一列。</translation>
    </message>
    <message>
        <source>this column has no name.</source>
        <translation>这一列没有名称。</translation>
    </message>
    <message>
        <source>“{number}” is a number and “{name}” is not, so this line is neither head nor record.</source>
        <translation>“{number}”是数而“{name}”不是，所以这一行既不是表头，也不是记录。</translation>
    </message>
    <message>
        <source>a second column named “{name}”.</source>
        <translation>第二个叫“{name}”的列。</translation>
    </message>
    <message>
        <source>this may be a comment or the names of the columns; take away the # or the line.</source>
        <translation>这可能是注释，也可能是列名；请去掉 # 或这一行。</translation>
    </message>
    <message>
        <source>“{found}” has more digits than a number here can hold.</source>
        <translation>“{found}”的位数超出了这里的数所能表示的范围。</translation>
    </message>
    <message>
        <source>cells found: {found}; needed: {count}, as in the first line.</source>
        <translation>找到 {found} 个单元格；需要 {count} 个，与第一行相同。</translation>
    </message>
    <message>
        <source>the decimal marks differ.</source>
        <translation>小数点的写法不一致。</translation>
    </message>
    <message>
        <source>in “{name}”, {problem}</source>
        <translation>“{name}”列：{problem}</translation>
    </message>
    <message>
        <source>this cell is empty; a number is needed.</source>
        <translation>这个单元格是空的；需要一个数。</translation>
    </message>
    <message>
        <source>a quotation mark opens or closes where it cannot.</source>
        <translation>引号开在或关在了不该的地方。</translation>
    </message>
    <message>
        <source>this is not a line of a table ({reason}).</source>
        <translation>这不是表里的一行（{reason}）。</translation>
    </message>
    <message>
        <source>This is not a gdsim scenario: it does not say {marker}.</source>
        <translation>这不是 gdsim 场景：里面没有 {marker}。</translation>
    </message>
    <message>
        <source>this file is of version {found}, and this gdsim reads up to version {known}; a newer gdsim is needed.</source>
        <translation>文件的版本是 {found}，这个 gdsim 只能读到版本 {known}；需要更新的 gdsim。</translation>
    </message>
    <message>
        <source>A subject is missing: “data” or “surface” is needed.</source>
        <translation>缺少对象：需要“data”或“surface”。</translation>
    </message>
    <message>
        <source>this does not go with “surface”, which has no records.</source>
        <translation>这与“surface”不能并用，曲面没有记录。</translation>
    </message>
    <message>
        <source>this field is missing.</source>
        <translation>缺少这个字段。</translation>
    </message>
    <message>
        <source>this field belongs to {owners}, not to the optimizer named here.</source>
        <translation>这个字段属于 {owners}，不属于这里写的优化器。</translation>
    </message>
    <message>
        <source>this field is not known; {hint}</source>
        <translation>没有这个字段；{hint}</translation>
    </message>
    <message>
        <source>found {found}; {hint}</source>
        <translation>得到的是 {found}；{hint}</translation>
    </message>
    <message>
        <source>only one of {allowed} is allowed.</source>
        <translation>{allowed} 中只能有一个。</translation>
    </message>
    <message>
        <source>one of {allowed} is needed.</source>
        <translation>{allowed} 中需要有一个。</translation>
    </message>
    <message>
        <source>this list is empty; at least one entry is needed.</source>
        <translation>这个列表是空的；至少需要一项。</translation>
    </message>
    <message>
        <source>found {found}, {allowed} is allowed.</source>
        <translation>得到的是 {found}，应为{allowed}。</translation>
    </message>
    <message>
        <source>{path} cannot be read: {reason}.</source>
        <translation>无法读取 {path}：{reason}。</translation>
    </message>
    <message>
        <source>{path} cannot be written: {reason}. What was there before is untouched.</source>
        <translation>无法写入 {path}：{reason}。原有内容没有改动。</translation>
    </message>
    <message>
        <source>Unsaved work cannot be kept in {folder}.</source>
        <translation>无法把未保存的内容存到 {folder}。</translation>
    </message>
    <message>
        <source>E or its gradient would not be a finite number at these weights.</source>
        <translation>在这些权重处，E 或它的梯度不是有限的数。</translation>
    </message>
    <message>
        <source>The step limit is at least 1.</source>
        <translation>步数上限至少为 1。</translation>
    </message>
    <message>
        <source>A tolerance is zero or a positive number.</source>
        <translation>容差应为零或正数。</translation>
    </message>
    <message>
        <source>{value} is too large.</source>
        <translation>{value} 太大。</translation>
    </message>
    <message>
        <source>From 1 to {most} records.</source>
        <translation>记录数应在 1 到 {most} 之间。</translation>
    </message>
    <message>
        <source>The range of x goes from a smaller to a larger number.</source>
        <translation>x 的范围应从较小的数到较大的数。</translation>
    </message>
    <message>
        <source>Noise is 0 or more.</source>
        <translation>噪声应不小于 0。</translation>
    </message>
    <message>
        <source>Outliers: from 0 to as many as there are records.</source>
        <translation>离群点数：从 0 到记录数。</translation>
    </message>
    <message>
        <source>A seed is a whole number, zero or larger.</source>
        <translation>种子应为不小于零的整数。</translation>
    </message>
    <message>
        <source>Noise: {noise}; outliers: {outliers}; records: {count}; seed: {seed}.</source>
        <translation>噪声：{noise}；离群点：{outliers}；记录数：{count}；种子：{seed}。</translation>
    </message>
    <message>
        <source>here it is x that y depends on.</source>
        <translation>这里 y 取决于 x。</translation>
    </message>
    <message>
        <source>The formula has no finite value at x = {x}.</source>
        <translation>公式在 x = {x} 处没有有限的值。</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>直线</translation>
    </message>
    <message>
        <source>Drawn from a line of slope {slope} and intercept {intercept}, x from {low} to {high}.</source>
        <translation>由斜率为 {slope}、截距为 {intercept} 的直线生成，x 从 {low} 到 {high}。</translation>
    </message>
    <message>
        <source>Curve</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Drawn from the curve y = {formula}, x from {low} to {high}.</source>
        <translation>由曲线 y = {formula} 生成，x 从 {low} 到 {high}。</translation>
    </message>
    <message>
        <source>Two classes</source>
        <translation>两类</translation>
    </message>
    <message>
        <source>Drawn from two classes, 0 and 1, with their centres {distance} apart.</source>
        <translation>由两类（0 和 1）生成，两类中心相距 {distance}。</translation>
    </message>
    <message>
        <source>A random start needs a range from a smaller to a larger finite number.</source>
        <translation>随机起点需要一个范围，从较小的有限数到较大的有限数。</translation>
    </message>
    <message>
        <source>The pace is at least {slowest} steps a second.</source>
        <translation>速度至少为每秒 {slowest} 步。</translation>
    </message>
    <message>
        <source>Edit data</source>
        <translation>修改数据</translation>
    </message>
    <message>
        <source>Choose surface</source>
        <translation>选择曲面</translation>
    </message>
    <message>
        <source>Choose activation</source>
        <translation>选择激活函数</translation>
    </message>
    <message>
        <source>Choose error measure</source>
        <translation>选择误差度量</translation>
    </message>
    <message>
        <source>Add bias</source>
        <translation>加上偏置</translation>
    </message>
    <message>
        <source>Remove bias</source>
        <translation>去掉偏置</translation>
    </message>
    <message>
        <source>No more than {most} can be told apart in one plot.</source>
        <translation>一张图上最多能分清 {most} 个。</translation>
    </message>
    <message>
        <source>Add to the comparison</source>
        <translation>加入比较</translation>
    </message>
    <message>
        <source>Remove from the comparison</source>
        <translation>从比较中去掉</translation>
    </message>
    <message>
        <source>Change optimizer</source>
        <translation>更改优化器</translation>
    </message>
    <message>
        <source>Change learning rate</source>
        <translation>更改学习率</translation>
    </message>
    <message>
        <source>Change stop rules</source>
        <translation>更改停止条件</translation>
    </message>
    <message>
        <source>Set weights</source>
        <translation>设置权重</translation>
    </message>
    <message>
        <source>Random start, seed {seed}</source>
        <translation>随机起点，种子 {seed}</translation>
    </message>
    <message>
        <source>A surface has no neuron: there is nothing of this to choose.</source>
        <translation>曲面没有神经元：这里没有可选的。</translation>
    </message>
    <message>
        <source>The settings could not be written to {path}.</source>
        <translation>无法把设置写入 {path}。</translation>
    </message>
    <message>
        <source>predict</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>The inputs, times the weights and added, go through the activation: the prediction ŷ.</source>
        <translation>各输入乘以权重再相加，经过激活函数：得到预测值 ŷ。</translation>
    </message>
    <message>
        <source>residuals</source>
        <translation>残差</translation>
    </message>
    <message>
        <source>Target minus prediction, y − ŷ: negative where the prediction is too high.</source>
        <translation>目标值减预测值，y − ŷ：预测偏高时为负。</translation>
    </message>
    <message>
        <source>square and sum</source>
        <translation>平方并求和</translation>
    </message>
    <message>
        <source>What each record costs, added over the records: the error E.</source>
        <translation>每条记录的代价，对记录求和：误差 E。</translation>
    </message>
    <message>
        <source>How E changes with each weight: the gradient points uphill.</source>
        <translation>E 怎样随每个权重变化：梯度指向上坡。</translation>
    </message>
    <message>
        <source>scale by −η</source>
        <translation>乘以 −η</translation>
    </message>
    <message>
        <source>The learning rate and the minus sign turn the gradient into the update, downhill.</source>
        <translation>学习率和负号把梯度变成更新量，朝下坡。</translation>
    </message>
    <message>
        <source>move</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>The update is added to the weights: this is one step.</source>
        <translation>把更新量加到权重上：这就是一步。</translation>
    </message>
    <message>
        <source>What this is</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Press Step (S) to move the weight once, against the slope.</source>
        <translation>按“单步”(S)，让权重逆着斜率移动一次。</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>type, paste, drag a point</source>
        <translation>输入、粘贴、拖动数据点</translation>
    </message>
    <message>
        <source>{count:record|records}; E is {error}; record {record} is chosen: prediction {prediction}.</source>
        <translation>{count} 条记录；E 等于 {error}；选中第 {record} 条记录：预测值 {prediction}。</translation>
    </message>
    <message>
        <source>Data table</source>
        <translation>数据表</translation>
    </message>
    <message>
        <source>Record number μ</source>
        <translation>记录编号 μ</translation>
    </message>
    <message>
        <source>This error is a surface, given by a formula: it has no data. Choose a scenario with records.</source>
        <translation>这个误差是由公式给出的曲面，没有数据。请选一个带记录的场景。</translation>
    </message>
    <message>
        <source>There are no records. Add one with {key}, or paste a table from a spreadsheet.</source>
        <translation>没有记录。按 {key} 添加一条，或从电子表格粘贴一张表。</translation>
    </message>
    <message>
        <source>Error over the weight</source>
        <translation>误差随权重的变化</translation>
    </message>
    <message>
        <source>drag the ball · hover for values</source>
        <translation>拖动小球 · 悬停看数值</translation>
    </message>
    <message>
        <source>Weight {name} {value}</source>
        <translation>权重 {name} {value}</translation>
    </message>
    <message>
        <source>error {value}</source>
        <translation>误差 {value}</translation>
    </message>
    <message>
        <source>slope {value}</source>
        <translation>斜率 {value}</translation>
    </message>
    <message>
        <source>minimum at {value}</source>
        <translation>最小值在 {value}</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>height of the surface</source>
        <translation>曲面的高度</translation>
    </message>
    <message>
        <source>step {step}</source>
        <translation>第 {step} 步</translation>
    </message>
    <message>
        <source>step {step}, before the edit</source>
        <translation>第 {step} 步，修改之前</translation>
    </message>
    <message>
        <source>next step 0</source>
        <translation>下一步为 0</translation>
    </message>
    <message>
        <source>next step {value} to the right</source>
        <translation>下一步向右 {value}</translation>
    </message>
    <message>
        <source>next step {value} to the left</source>
        <translation>下一步向左 {value}</translation>
    </message>
    <message>
        <source>Error over the steps</source>
        <translation>误差随步数的变化</translation>
    </message>
    <message>
        <source>logarithmic</source>
        <translation>对数</translation>
    </message>
    <message>
        <source>Scale of the error axis</source>
        <translation>误差轴的刻度</translation>
    </message>
    <message>
        <source>Step 0, error {error}.</source>
        <translation>第 0 步，误差 {error}。</translation>
    </message>
    <message>
        <source>Step {k}: the error went from {first} to {error}.</source>
        <translation>第 {k} 步：误差从 {first} 变为 {error}。</translation>
    </message>
    <message>
        <source>step {k}</source>
        <translation>步数 {k}</translation>
    </message>
    <message>
        <source>edit</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>not drawn: {count} with E ≤ 0</source>
        <translation>未画出：{count} 个 E ≤ 0 的点</translation>
    </message>
    <message>
        <source>before the edit</source>
        <translation>修改之前</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>等高线图</translation>
    </message>
    <message>
        <source>click or drag the ball · hover for values</source>
        <translation>点击或拖动小球 · 悬停看数值</translation>
    </message>
    <message>
        <source>A map needs two weights.</source>
        <translation>等高线图需要两个权重。</translation>
    </message>
    <message>
        <source>Slices</source>
        <translation>切片</translation>
    </message>
    <message>
        <source>drag a ball · hover for values</source>
        <translation>拖动小球 · 悬停看数值</translation>
    </message>
    <message>
        <source>{name} {value}, slope {slope}</source>
        <translation>{name} {value}，斜率 {slope}</translation>
    </message>
    <message>
        <source>Surface</source>
        <translation>曲面</translation>
    </message>
    <message>
        <source>drag the ball · drag to turn</source>
        <translation>拖动小球 · 拖动旋转</translation>
    </message>
    <message>
        <source>A surface needs two weights.</source>
        <translation>曲面需要两个权重。</translation>
    </message>
    <message>
        <source>Data and prediction</source>
        <translation>拟合图</translation>
    </message>
    <message>
        <source>drag a record · lines are the residuals, to scale</source>
        <translation>拖动记录 · 线段就是残差，按比例</translation>
    </message>
    <message>
        <source>drag a record · squares are the errors, to scale</source>
        <translation>拖动记录 · 正方形是误差，按比例</translation>
    </message>
    <message>
        <source>A surface has no data; E is a formula of the weights.</source>
        <translation>曲面没有数据；E 是权重的公式。</translation>
    </message>
    <message>
        <source>{count:record|records}; the residuals are not shown now.</source>
        <translation>{count} 条记录；残差现在不显示。</translation>
    </message>
    <message>
        <source>{count:record|records}; record {record}: target {target}, prediction {prediction}, residual {residual}.</source>
        <translation>{count} 条记录；第 {record} 条：目标值 {target}，预测值 {prediction}，残差 {residual}。</translation>
    </message>
    <message>
        <source>No records yet: add one in the table.</source>
        <translation>还没有记录：请在表里添加一条。</translation>
    </message>
    <message>
        <source>Move record</source>
        <translation>移动记录</translation>
    </message>
    <message>
        <source>over</source>
        <translation>横轴</translation>
    </message>
    <message>
        <source>Draws the records over {name}.</source>
        <translation>以 {name} 为横轴绘制记录。</translation>
    </message>
    <message>
        <source>sum</source>
        <translation>总和</translation>
    </message>
    <message>
        <source>The sum of the squares as a bar, a part for each record.</source>
        <translation>平方和画成一条，每条记录占一段。</translation>
    </message>
    <message>
        <source>The sum of the lengths as a bar, a part for each record.</source>
        <translation>长度之和画成条形，每条记录占一段。</translation>
    </message>
    <message>
        <source>|y − ŷ|</source>
        <translation>|y − ŷ|</translation>
    </message>
    <message>
        <source>Absolute values in place of squares.</source>
        <translation>用绝对值代替平方。</translation>
    </message>
    <message>
        <source>best fit</source>
        <translation>最佳拟合</translation>
    </message>
    <message>
        <source>The exact minimum of E, beside one&apos;s own.</source>
        <translation>E 的精确最小值，与自己的放在一起。</translation>
    </message>
    <message>
        <source>Where the minimum of E is known exactly only: here it is not.</source>
        <translation>只在精确知道 E 的最小值时可用：这里不知道。</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史记录</translation>
    </message>
    <message>
        <source>{count:step|steps}; at step {step} the error is {error}.</source>
        <translation>{count} 步；第 {step} 步的误差是 {error}。</translation>
    </message>
    <message>
        <source>History of the descent</source>
        <translation>下降的历史记录</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy with column names</source>
        <translation>连同列名复制</translation>
    </message>
    <message>
        <source>{action} ({key})</source>
        <translation>{action} ({key})</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>learning rate η</source>
        <translation>学习率 η</translation>
    </message>
    <message>
        <source>The learning rate η scales each step: Δw = −η ∂E/∂w. Type it, or drag along the track.</source>
        <translation>学习率 η 缩放每一步：Δw = −η ∂E/∂w。可以输入，也可以沿刻度条拖动。</translation>
    </message>
    <message>
        <source>scales its own steps: no limit</source>
        <translation>自行缩放步子：没有极限</translation>
    </message>
    <message>
        <source>no curvature here</source>
        <translation>此处没有曲率</translation>
    </message>
    <message>
        <source>E does not curve upwards here</source>
        <translation>E 在此处不向上弯</translation>
    </message>
    <message>
        <source>Model and rule</source>
        <translation>模型与优化器</translation>
    </message>
    <message>
        <source>activation</source>
        <translation>激活函数</translation>
    </message>
    <message>
        <source>rule</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>batch</source>
        <translation>批量</translation>
    </message>
    <message>
        <source>bias</source>
        <translation>偏置</translation>
    </message>
    <message>
        <source>start</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>surface</source>
        <translation>曲面</translation>
    </message>
    <message>
        <source>settings of the rule</source>
        <translation>优化器的参数</translation>
    </message>
    <message>
        <source>Surface {name}, E = {formula}, rule {rule}.</source>
        <translation>曲面{name}，E = {formula}，规则 {rule}。</translation>
    </message>
    <message>
        <source>Activation {activation}, error {error}, rule {rule}, batch {batch}.</source>
        <translation>激活函数：{activation}；误差：{error}；优化器：{rule}；批量：{batch}。</translation>
    </message>
    <message>
        <source>seed {seed}</source>
        <translation>种子 {seed}</translation>
    </message>
    <message>
        <source>draw</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>random start</source>
        <translation>随机起点</translation>
    </message>
    <message>
        <source>f in ŷ = f(h): {name}</source>
        <translation>ŷ = f(h) 中的 f：{name}</translation>
    </message>
    <message>
        <source>Adds a weight b with the input 1.</source>
        <translation>加上一个权重 b，它的输入恒为 1。</translation>
    </message>
    <message>
        <source>{rule}: {note}</source>
        <translation>{rule}：{note}</translation>
    </message>
    <message>
        <source>Settings of the rule, schedule of η, seed of the batches</source>
        <translation>优化器的参数、学习率计划、批量的种子</translation>
    </message>
    <message>
        <source>Records that one step sees: “full” for all, or a number.</source>
        <translation>一步所看的记录：“全部”或一个数。</translation>
    </message>
    <message>
        <source>Choose rule</source>
        <translation>选择优化器</translation>
    </message>
    <message>
        <source>Change batch</source>
        <translation>更改批量</translation>
    </message>
    <message>
        <source>full</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Neuron</source>
        <translation>神经元</translation>
    </message>
    <message>
        <source>turn a weight: drag, wheel, type</source>
        <translation>转动权重：拖动、滚轮、输入</translation>
    </message>
    <message>
        <source>A surface has no neuron: these are its weights by themselves.</source>
        <translation>曲面没有神经元：这里只有它的权重。</translation>
    </message>
    <message>
        <source>Record {record}: weighted sum {h}, prediction {prediction}, target {target}.</source>
        <translation>第 {record} 条记录：加权和 {h}，预测值 {prediction}，目标值 {target}。</translation>
    </message>
    <message>
        <source>every value is a minimum</source>
        <translation>每个值都是最小值</translation>
    </message>
    <message>
        <source>nearest minimum {value}</source>
        <translation>最近的最小值 {value}</translation>
    </message>
    <message>
        <source>minimum {value}</source>
        <translation>最小值 {value}</translation>
    </message>
    <message>
        <source>The slope of E here. Its arrow points uphill and has units of its own: a bar states its scale.</source>
        <translation>E 在此处的斜率。箭头指向上坡，有自己的单位：比例见标尺。</translation>
    </message>
    <message>
        <source>The next step. Its arrow ends at the next weight.</source>
        <translation>下一步。箭头止于下一个权重。</translation>
    </message>
    <message>
        <source>It is drawn broken because its length here is not to scale.</source>
        <translation>它画成折断的，因为这里的长度不按比例。</translation>
    </message>
    <message>
        <source>broken arrow: not to scale</source>
        <translation>折断的箭头：不按比例</translation>
    </message>
    <message>
        <source>The gradient&apos;s arrow is as long as this bar where the slope is {value}.</source>
        <translation>斜率为 {value} 时，梯度的箭头与这条标尺一样长。</translation>
    </message>
    <message>
        <source>{name} = {value}. Drag, turn the wheel or use the arrow keys; Enter to type.</source>
        <translation>{name} = {value}。拖动、滚轮或方向键可改变；按 Enter 输入。</translation>
    </message>
    <message>
        <source>dashed: the bowl that gradient and curvature here predict</source>
        <translation>虚线：此处的梯度和曲率所预测的碗</translation>
    </message>
    <message>
        <source>dashed: predicted bowl</source>
        <translation>虚线：预测的碗</translation>
    </message>
    <message>
        <source>A direction of the curvature: steps along it keep {eta} from 2/λ on from settling.</source>
        <translation>曲率的一个方向：{eta} 达到 2/λ 起，沿它的步子就停不下来。</translation>
    </message>
    <message>
        <source>stable below {limit}</source>
        <translation>{limit} 以下稳定</translation>
    </message>
    <message>
        <source>flat</source>
        <translation>平的</translation>
    </message>
    <message>
        <source>bends down</source>
        <translation>向下弯</translation>
    </message>
    <message>
        <source>no Newton jump: the curvature is 0 in one direction</source>
        <translation>牛顿法跳不了：有一个方向曲率为 0</translation>
    </message>
    <message>
        <source>Newton&apos;s jump {place}</source>
        <translation>牛顿法的跳跃 {place}</translation>
    </message>
    <message>
        <source>a hilltop</source>
        <translation>山顶</translation>
    </message>
    <message>
        <source>a saddle</source>
        <translation>鞍点</translation>
    </message>
    <message>
        <source>carried on {change}</source>
        <translation>惯性部分 {change}</translation>
    </message>
    <message>
        <source>What the rule remembers of earlier slopes makes this of the step: Δw if the slope were 0.</source>
        <translation>规则记住的以往斜率对这一步的贡献：假如斜率为 0 时的 Δw。</translation>
    </message>
    <message>
        <source>The weight to the right</source>
        <translation>向右的权重</translation>
    </message>
    <message>
        <source>The weight upwards</source>
        <translation>向上的权重</translation>
    </message>
    <message>
        <source>the other weights held</source>
        <translation>其余权重固定</translation>
    </message>
    <message>
        <source>E of the next batch: record {record}</source>
        <translation>下一批的 E：第 {record} 条记录</translation>
    </message>
    <message>
        <source>E of the next batch: {count} records</source>
        <translation>下一批的 E：{count} 条记录</translation>
    </message>
    <message>
        <source>least weights</source>
        <translation>权重最小处</translation>
    </message>
    <message>
        <source>Of all these minima the one nearest to zero.</source>
        <translation>这些最小值中离零点最近的一个。</translation>
    </message>
    <message>
        <source>lowest here</source>
        <translation>此处最低</translation>
    </message>
    <message>
        <source>E is lowest here while the other weights are held.</source>
        <translation>其余权重固定时，E 在这里最低。</translation>
    </message>
    <message>
        <source>nearest minimum</source>
        <translation>最近的最小值</translation>
    </message>
    <message>
        <source>There are several minima, all as low.</source>
        <translation>有几个最小值，一样低。</translation>
    </message>
    <message>
        <source>E is lowest here.</source>
        <translation>E 在这里最低。</translation>
    </message>
    <message>
        <source>E is as low all along this line.</source>
        <translation>E 沿这条线一样低。</translation>
    </message>
    <message>
        <source>valley of minima</source>
        <translation>最小值之谷</translation>
    </message>
    <message>
        <source>every point is a minimum</source>
        <translation>每一点都是最小值</translation>
    </message>
    <message>
        <source>The gradient: the direction of the steepest rise in the plane of the weights, {parts}. Its length has units of its own: a bar states the scale.</source>
        <translation>梯度：权重平面内上升最陡的方向，{parts}。它的长度有自己的单位：比例见标尺。</translation>
    </message>
    <message>
        <source>Only the parts of these two weights are shown.</source>
        <translation>只显示这两个权重的分量。</translation>
    </message>
    <message>
        <source>The next step. Its arrow ends at the next weights.</source>
        <translation>下一步。箭头止于下一组权重。</translation>
    </message>
    <message>
        <source>gradient {value}</source>
        <translation>梯度 {value}</translation>
    </message>
    <message>
        <source>Equal scales</source>
        <translation>等比例</translation>
    </message>
    <message>
        <source>One unit is as long upwards as to the right: the gradient stands at right angles to the contour.</source>
        <translation>向上与向右的一个单位一样长：梯度与等高线成直角。</translation>
    </message>
    <message>
        <source>Predicted bowl</source>
        <translation>预测的碗</translation>
    </message>
    <message>
        <source>Contour lines of the bowl that gradient and curvature at the ball predict.</source>
        <translation>小球处的梯度和曲率所预测的碗的等高线。</translation>
    </message>
    <message>
        <source>Newton&apos;s jump</source>
        <translation>牛顿法的跳跃</translation>
    </message>
    <message>
        <source>The point at which the predicted bowl is level.</source>
        <translation>预测的碗变平的那一点。</translation>
    </message>
    <message>
        <source>Directions of curvature</source>
        <translation>曲率的方向</translation>
    </message>
    <message>
        <source>Where E bends most and least, and the learning rate that each direction bears.</source>
        <translation>E 弯得最多和最少的方向，以及每个方向所能承受的学习率。</translation>
    </message>
    <message>
        <source>What the rule carries on</source>
        <translation>规则的惯性部分</translation>
    </message>
    <message>
        <source>An arrow: the part of the next step that earlier slopes make, the velocity or average alone.</source>
        <translation>一个箭头：下一步中由以往斜率（速度或平均值）单独造成的部分。</translation>
    </message>
    <message>
        <source>Landscape of the next batch</source>
        <translation>下一批的误差</translation>
    </message>
    <message>
        <source>E of the records that the next step sees, instead of E of all.</source>
        <translation>只画下一步所看的记录的 E，而不是全部的 E。</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>What to draw besides</source>
        <translation>另外画什么</translation>
    </message>
    <message>
        <source>Whole map</source>
        <translation>整张图</translation>
    </message>
    <message>
        <source>Weight to the right</source>
        <translation>向右的权重</translation>
    </message>
    <message>
        <source>Weight upwards</source>
        <translation>向上的权重</translation>
    </message>
    <message>
        <source>A whole number is needed here, not {found}.</source>
        <translation>这里需要整数，不能是 {found}。</translation>
    </message>
    <message>
        <source>steps of warm-up</source>
        <translation>预热步数</translation>
    </message>
    <message>
        <source>steps between cuts</source>
        <translation>每隔几步降低</translation>
    </message>
    <message>
        <source>factor of a cut</source>
        <translation>每次降低的系数</translation>
    </message>
    <message>
        <source>steps until η is 0</source>
        <translation>到 η 为 0 的步数</translation>
    </message>
    <message>
        <source>schedule of η</source>
        <translation>学习率计划</translation>
    </message>
    <message>
        <source>seed of the batches</source>
        <translation>批量的种子</translation>
    </message>
    <message>
        <source>Choose schedule</source>
        <translation>选择学习率计划</translation>
    </message>
    <message>
        <source>Change settings of the rule</source>
        <translation>更改优化器的参数</translation>
    </message>
    <message>
        <source>Weights {right} {first} and {up} {second}</source>
        <translation>权重 {right} {first}、{up} {second}</translation>
    </message>
    <message>
        <source>gradient {right} and {up}, length {length}</source>
        <translation>梯度 {right} 和 {up}，长度 {length}</translation>
    </message>
    <message>
        <source>next step {right} and {up}</source>
        <translation>下一步 {right} 和 {up}</translation>
    </message>
    <message>
        <source>the landscape is that of the next batch</source>
        <translation>图上是下一批的误差</translation>
    </message>
    <message>
        <source>a valley of minima, the least of them at {first} and {second}</source>
        <translation>最小值连成谷，其中权重最小的在 {first}、{second}</translation>
    </message>
    <message>
        <source>lowest with the other weights held at {first} and {second}</source>
        <translation>其余权重固定时，最低处在 {first}、{second}</translation>
    </message>
    <message>
        <source>nearest of several minima at {first} and {second}</source>
        <translation>几个最小值中最近的在 {first}、{second}</translation>
    </message>
    <message>
        <source>minimum at {first} and {second}</source>
        <translation>最小值在 {first}、{second}</translation>
    </message>
    <message>
        <source>diverges above {limit} here</source>
        <translation>此处高于 {limit} 发散</translation>
    </message>
    <message>
        <source>diverges above {limit}</source>
        <translation>高于 {limit} 发散</translation>
    </message>
    <message>
        <source>There are no numbers in what was copied.</source>
        <translation>复制的内容里没有数。</translation>
    </message>
    <message>
        <source>The block has {width} columns; from this cell on there is room for {room}. Add input columns first, or begin further to the left.</source>
        <translation>复制的内容有 {width} 列；从这个单元格起只有 {room} 列的位置。请先添加输入列，或从更靠左处开始。</translation>
    </message>
    <message>
        <source>Add record</source>
        <translation>添加记录</translation>
    </message>
    <message>
        <source>+ record</source>
        <translation>+ 记录</translation>
    </message>
    <message>
        <source>Delete record</source>
        <translation>删除记录</translation>
    </message>
    <message>
        <source>− record</source>
        <translation>− 记录</translation>
    </message>
    <message>
        <source>Add input column</source>
        <translation>添加输入列</translation>
    </message>
    <message>
        <source>+ input</source>
        <translation>+ 输入</translation>
    </message>
    <message>
        <source>Delete input column</source>
        <translation>删除输入列</translation>
    </message>
    <message>
        <source>− input</source>
        <translation>− 输入</translation>
    </message>
    <message>
        <source>Rename column</source>
        <translation>重命名列</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Delete selected records</source>
        <translation>删除选中的记录</translation>
    </message>
    <message>
        <source>Delete {count} records</source>
        <translation>删除 {count} 条记录</translation>
    </message>
    <message>
        <source>A cell needs a number: type another one. {key} deletes the record.</source>
        <translation>单元格需要一个数：请输入另一个。{key} 删除记录。</translation>
    </message>
    <message>
        <source>Choose a cell of the input column that is to be deleted.</source>
        <translation>请在要删除的输入列里选一个单元格。</translation>
    </message>
    <message>
        <source>This column is computed: its name is fixed.</source>
        <translation>这一列是算出来的：名称不能改。</translation>
    </message>
    <message>
        <source>{key} shows what was copied, and lets you choose what to take of it.</source>
        <translation>按 {key} 可先查看所复制的内容，并选择要导入哪些。</translation>
    </message>
    <message>
        <source>{problem} {more}</source>
        <translation>{problem}{more}</translation>
    </message>
    <message>
        <source>Type a number</source>
        <translation>输入数字</translation>
    </message>
    <message>
        <source>Sums</source>
        <translation>总和</translation>
    </message>
    <message>
        <source>step {step}, measured before an edit</source>
        <translation>第 {step} 步，修改之前测得</translation>
    </message>
    <message>
        <source>Step number k: 0 is the start.</source>
        <translation>步数 k：0 是起点。</translation>
    </message>
    <message>
        <source>Error E of all the data at this step&apos;s weights.</source>
        <translation>这一步的权重处，全部数据的误差 E。</translation>
    </message>
    <message>
        <source>weight {weight}</source>
        <translation>权重 {weight}</translation>
    </message>
    <message>
        <source>Weight {weight} at this step.</source>
        <translation>这一步的权重 {weight}。</translation>
    </message>
    <message>
        <source>gradient of {weight}</source>
        <translation>{weight} 的梯度</translation>
    </message>
    <message>
        <source>Gradient {symbol} of all the data at this step&apos;s weights.</source>
        <translation>这一步的权重处，全部数据的梯度 {symbol}。</translation>
    </message>
    <message>
        <source>{term}, {row}: {value}</source>
        <translation>{term}，{row}：{value}</translation>
    </message>
    <message>
        <source>{row}, {term}, {value}</source>
        <translation>{row}，{term}，{value}</translation>
    </message>
    <message>
        <source>input {name}</source>
        <translation>输入 {name}</translation>
    </message>
    <message>
        <source>Input {name}: what the neuron is given.</source>
        <translation>输入 {name}：给神经元的数。</translation>
    </message>
    <message>
        <source>target {name}</source>
        <translation>目标值 {name}</translation>
    </message>
    <message>
        <source>Target {name}: the answer that is known to be right.</source>
        <translation>目标值 {name}：已知的正确答案。</translation>
    </message>
    <message>
        <source>Weighted sum h: the inputs times their weights, added.</source>
        <translation>加权和 h：各输入乘以各自的权重，再相加。</translation>
    </message>
    <message>
        <source>weighted sum</source>
        <translation>加权和</translation>
    </message>
    <message>
        <source>Prediction ŷ = f(h): what the neuron answers.</source>
        <translation>预测值 ŷ = f(h)：神经元的回答。</translation>
    </message>
    <message>
        <source>prediction</source>
        <translation>预测值</translation>
    </message>
    <message>
        <source>Residual, target minus prediction: negative where the prediction is too high.</source>
        <translation>残差，目标值减预测值：预测偏高时为负。</translation>
    </message>
    <message>
        <source>residual</source>
        <translation>残差</translation>
    </message>
    <message>
        <source>Slope f′(h) of the activation at the weighted sum.</source>
        <translation>激活函数在加权和处的斜率 f′(h)。</translation>
    </message>
    <message>
        <source>slope of the activation</source>
        <translation>激活函数的斜率</translation>
    </message>
    <message>
        <source>Error term δ = −∂E_μ/∂h: how strongly, and which way, the record pulls at the weighted sum.</source>
        <translation>误差项 δ = −∂E_μ/∂h：这条记录拉加权和的力度和方向。</translation>
    </message>
    <message>
        <source>squared residual</source>
        <translation>残差平方</translation>
    </message>
    <message>
        <source>error of the record</source>
        <translation>这条记录的误差</translation>
    </message>
    <message>
        <source>Squared residual: signs no longer cancel, large residuals count most.</source>
        <translation>残差平方：正负不再抵消，大残差分量最重。</translation>
    </message>
    <message>
        <source>What the record adds to E: {formula}</source>
        <translation>这条记录给 E 加上的一份：{formula}</translation>
    </message>
    <message>
        <source>share of {symbol}</source>
        <translation>{symbol} 的份额</translation>
    </message>
    <message>
        <source>The record&apos;s share of E: a full bar is all of it. Bars to the left count negative.</source>
        <translation>这条记录在 E 中的份额：满格就是全部。向左的条是负的。</translation>
    </message>
    <message>
        <source>share of the error</source>
        <translation>误差的份额</translation>
    </message>
    <message>
        <source>contribution to the gradient of {weight}</source>
        <translation>对 {weight} 的梯度的贡献</translation>
    </message>
    <message>
        <source>The record&apos;s part of the gradient: {symbol} = {product}. Their sum is ∂E/∂{weight}.</source>
        <translation>这条记录在梯度中的一份：{symbol} = {product}。各份之和是 ∂E/∂{weight}。</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Projector</source>
        <translation>投影</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>update</source>
        <translation>更新量</translation>
    </message>
    <message>
        <source>The other weights, {count} more, are shown when the run pauses.</source>
        <translation>其余 {count} 个权重在暂停时显示。</translation>
    </message>
    <message>
        <source>This step sees a batch of {count:record|records} (μ = {records}): E and the gradient here are the batch&apos;s. Of all the data, E = {error}.</source>
        <translation>这一步只看一批，共 {count} 条记录（μ = {records}）：这里的 E 和梯度都是这一批的。全部数据的 E = {error}。</translation>
    </message>
    <message>
        <source>The schedule gives this step η = {rate}: {fraction} of {whole}.</source>
        <translation>学习率计划给这一步的是 η = {rate}：{whole} 的 {fraction} 倍。</translation>
    </message>
    <message>
        <source>δ = −∂E/∂h, a record&apos;s error term: a column of the table.</source>
        <translation>δ = −∂E/∂h，记录的误差项：表里的一列。</translation>
    </message>
    <message>
        <source>δ is the record&apos;s error term as if f′(h) were 1.</source>
        <translation>δ 是把 f′(h) 当作 1 时记录的误差项。</translation>
    </message>
    <message>
        <source>By mistake, the step takes g for the gradient:</source>
        <translation>由于错误，这一步把 g 当作梯度：</translation>
    </message>
    <message>
        <source>The slope here is 0: along this weight nothing pulls, and the step does not move it.</source>
        <translation>这里的斜率是 0：沿这个权重没有什么在拉，这一步不移动它。</translation>
    </message>
    <message>
        <source>The slope here is 0; earlier slopes carry the step on.</source>
        <translation>这里的斜率是 0；先前的斜率带着它继续走。</translation>
    </message>
    <message>
        <source>The slope here is 0: it is the mistake that moves this weight.</source>
        <translation>这里的斜率是 0：移动这个权重的是那个错误。</translation>
    </message>
    <message>
        <source>The slope here is negative: to the right it goes down.</source>
        <translation>这里的斜率为负：往右是下坡。</translation>
    </message>
    <message>
        <source>The slope here is positive: to the right it goes up.</source>
        <translation>这里的斜率为正：往右是上坡。</translation>
    </message>
    <message>
        <source>The step does not move this weight.</source>
        <translation>这一步不移动这个权重。</translation>
    </message>
    <message>
        <source>The step goes to the right, with the gradient: a mistake is on.</source>
        <translation>这一步向右，顺着梯度：现在有一个错误。</translation>
    </message>
    <message>
        <source>The step goes to the left, with the gradient: a mistake is on.</source>
        <translation>这一步向左，顺着梯度：现在有一个错误。</translation>
    </message>
    <message>
        <source>The step goes to the right, with the gradient: not this slope alone decides.</source>
        <translation>这一步向右，顺着梯度：起决定作用的不只是这里的斜率。</translation>
    </message>
    <message>
        <source>The step goes to the left, with the gradient: not this slope alone decides.</source>
        <translation>这一步向左，顺着梯度：起决定作用的不只是这里的斜率。</translation>
    </message>
    <message>
        <source>The step goes to the right, against the gradient.</source>
        <translation>这一步向右，逆着梯度。</translation>
    </message>
    <message>
        <source>The step goes to the left, against the gradient.</source>
        <translation>这一步向左，逆着梯度。</translation>
    </message>
    <message>
        <source>all terms</source>
        <translation>全部项</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>mistake on purpose: {mistake}</source>
        <translation>故意的错误：{mistake}</translation>
    </message>
    <message>
        <source>Break it on purpose</source>
        <translation>故意做错</translation>
    </message>
    <message>
        <source>switch a mistake on, then step</source>
        <translation>打开一个错误，再走一步</translation>
    </message>
    <message>
        <source>no mistake</source>
        <translation>没有错误</translation>
    </message>
    <message>
        <source>Check by differences of E</source>
        <translation>用 E 的差商核对</translation>
    </message>
    <message>
        <source>Each derivative once more, from values of E alone: (E(w + ε) − E(w − ε)) / 2ε, for ever smaller ε.</source>
        <translation>每个导数再算一次，只用 E 的值：(E(w + ε) − E(w − ε)) / 2ε，ε 越来越小。</translation>
    </message>
    <message>
        <source>Switch one on: what it does is said here.</source>
        <translation>打开一个错误：这里会说明它做了什么。</translation>
    </message>
    <message>
        <source>A mistake is on: {mistake}.</source>
        <translation>现在有一个错误：{mistake}。</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>所用的</translation>
    </message>
    <message>
        <source>by differences</source>
        <translation>差商</translation>
    </message>
    <message>
        <source>… {count} more</source>
        <translation>… 另有 {count} 个</translation>
    </message>
    <message>
        <source>Here the mistake changes nothing.</source>
        <translation>在这里，这个错误不改变任何结果。</translation>
    </message>
    <message>
        <source>{name}: the two agree</source>
        <translation>{name}：两者一致</translation>
    </message>
    <message>
        <source>{name}: the two differ</source>
        <translation>{name}：两者不同</translation>
    </message>
    <message>
        <source>Make a mistake on purpose</source>
        <translation>故意做错</translation>
    </message>
    <message>
        <source>Correct the mistake</source>
        <translation>改正错误</translation>
    </message>
    <message>
        <source>↺ Reset</source>
        <translation>↺ 重置</translation>
    </message>
    <message>
        <source>symbols</source>
        <translation>符号</translation>
    </message>
    <message>
        <source>numbers</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>The lesson</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>station {number} of {count}</source>
        <translation>第 {number} 站，共 {count} 站</translation>
    </message>
    <message>
        <source>‹ Back</source>
        <translation>‹ 退一步</translation>
    </message>
    <message>
        <source>‹ Previous</source>
        <translation>‹ 上一站</translation>
    </message>
    <message>
        <source>Next ›</source>
        <translation>下一站 ›</translation>
    </message>
    <message>
        <source>The station before (Alt+Left)</source>
        <translation>上一站（Alt+Left）</translation>
    </message>
    <message>
        <source>The station after (Alt+Right)</source>
        <translation>下一站（Alt+Right）</translation>
    </message>
    <message>
        <source>Do it for me</source>
        <translation>替我做</translation>
    </message>
    <message>
        <source>Does what there is to do at this station.</source>
        <translation>做完本站要做的事。</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Begins this station anew, as it was prepared.</source>
        <translation>从准备好的样子重新开始本站。</translation>
    </message>
    <message>
        <source>Next part</source>
        <translation>下一小步</translation>
    </message>
    <message>
        <source>The next part of the step: predict, residuals, and so on (N).</source>
        <translation>这一步的下一小步：预测、残差，依此类推（N）。</translation>
    </message>
    <message>
        <source>Previous part</source>
        <translation>上一小步</translation>
    </message>
    <message>
        <source>The part of the step before (Shift+N).</source>
        <translation>这一步的上一小步（Shift+N）。</translation>
    </message>
    <message>
        <source>Next line</source>
        <translation>下一行</translation>
    </message>
    <message>
        <source>Opens the next line of the derivation.</source>
        <translation>打开推导的下一行。</translation>
    </message>
    <message>
        <source>Formulas in symbols, with their numbers, or their results only.</source>
        <translation>公式显示为符号、代入数字，或只显示结果。</translation>
    </message>
    <message>
        <source>Formulas: {form}</source>
        <translation>公式：{form}</translation>
    </message>
    <message>
        <source>First line only</source>
        <translation>只留第一行</translation>
    </message>
    <message>
        <source>Contents; station {number} of {count}</source>
        <translation>目录；第 {number} 站，共 {count} 站</translation>
    </message>
    <message>
        <source>Step ›</source>
        <translation>单步 ›</translation>
    </message>
    <message>
        <source>▶ Run</source>
        <translation>▶ 运行</translation>
    </message>
    <message>
        <source>⇥ To the end</source>
        <translation>⇥ 运行到底</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>⏸ Pause</source>
        <translation>⏸ 暂停</translation>
    </message>
    <message>
        <source>pace, steps a second</source>
        <translation>速度，每秒步数</translation>
    </message>
    <message>
        <source>pace</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>How fast it runs: from one step in two seconds to as fast as it goes. Type steps a second.</source>
        <translation>运行的快慢：从两秒一步到最快。可输入每秒步数。</translation>
    </message>
    <message>
        <source>as fast as it goes</source>
        <translation>最快</translation>
    </message>
    <message>
        <source>1 step in {seconds} s</source>
        <translation>{seconds} 秒 1 步</translation>
    </message>
    <message>
        <source>{pace} steps/s</source>
        <translation>{pace} 步/秒</translation>
    </message>
    <message>
        <source>The step in numbers</source>
        <translation>这一步的数字</translation>
    </message>
    <message>
        <source>point at a symbol</source>
        <translation>指向一个符号</translation>
    </message>
    <message>
        <source>no further step</source>
        <translation>没有下一步</translation>
    </message>
    <message>
        <source>no step from here</source>
        <translation>从这里走不出一步</translation>
    </message>
    <message>
        <source>step {k} → {next}</source>
        <translation>第 {k} 步 → 第 {next} 步</translation>
    </message>
    <message>
        <source>part {number} of {count}: {name}</source>
        <translation>小步 {number}/{count}：{name}</translation>
    </message>
    <message>
        <source>Copy the marked text</source>
        <translation>复制选中的文字</translation>
    </message>
    <message>
        <source>Copy this formula as LaTeX</source>
        <translation>把此公式复制为 LaTeX</translation>
    </message>
    <message>
        <source>Copy the page as text</source>
        <translation>把整页复制为文本</translation>
    </message>
    <message>
        <source>Copy the step as text</source>
        <translation>把这一步复制为文本</translation>
    </message>
    <message>
        <source>Copy the step as Markdown</source>
        <translation>把这一步复制为 Markdown</translation>
    </message>
    <message>
        <source>Show fewer terms</source>
        <translation>少显示几项</translation>
    </message>
    <message>
        <source>Show all terms</source>
        <translation>显示全部项</translation>
    </message>
    <message>
        <source>A gradient-descent laboratory: every number on screen, every one to be checked by hand.</source>
        <translation>梯度下降实验室：所有数字都在屏幕上，都可以亲手验算。</translation>
    </message>
    <message>
        <source>Free software under the MIT licence. Qt is used under the LGPL, the fonts under the OFL.</source>
        <translation>自由软件，采用 MIT 许可证。Qt 采用 LGPL，字体采用 OFL。</translation>
    </message>
    <message>
        <source>About gdsim</source>
        <translation>关于 gdsim</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Descent</source>
        <translation>下降(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Lesson</source>
        <translation>课程(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;On</source>
        <translation>继续(&amp;O)</translation>
    </message>
    <message>
        <source>The next thing: an answer, a part of the step, what there is to do, the next station.</source>
        <translation>接下来的事：答案、一小步、要做的事、下一站。</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>返回(&amp;B)</translation>
    </message>
    <message>
        <source>The part of the step before, or the station before.</source>
        <translation>上一小步，或上一站。</translation>
    </message>
    <message>
        <source>&amp;Next station</source>
        <translation>下一站(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Previous station</source>
        <translation>上一站(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Contents</source>
        <translation>目录(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Do it for me</source>
        <translation>替我做(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Restore this station</source>
        <translation>恢复本站(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Symbols, numbers, result</source>
        <translation>符号、数字、结果(&amp;S)</translation>
    </message>
    <message>
        <source>Turns the formulas: symbols, with their numbers plugged in, their results.</source>
        <translation>切换公式：符号、代入数字、结果。</translation>
    </message>
    <message>
        <source>Ne&amp;xt line of the derivation</source>
        <translation>推导的下一行(&amp;X)</translation>
    </message>
    <message>
        <source>Predict, t&amp;hen see</source>
        <translation>先预测，再看(&amp;A)</translation>
    </message>
    <message>
        <source>Bl&amp;ank screen</source>
        <translation>黑屏(&amp;K)</translation>
    </message>
    <message>
        <source>Asks about the next step; again for another question.</source>
        <translation>就下一步提问；再按换一个问题。</translation>
    </message>
    <message>
        <source>Lesson from a &amp;folder…</source>
        <translation>打开文件夹里的课程(&amp;F)…</translation>
    </message>
    <message>
        <source>A lesson of your own: its settings and texts.</source>
        <translation>自己的课程：设置和正文。</translation>
    </message>
    <message>
        <source>&amp;End the lesson</source>
        <translation>结束课程(&amp;E)</translation>
    </message>
    <message>
        <source>Lec&amp;ture mode</source>
        <translation>讲课模式(&amp;T)</translation>
    </message>
    <message>
        <source>For a hall: the full screen, large, and a clicker&apos;s keys.</source>
        <translation>用于大教室：全屏、大字、翻页笔的按键。</translation>
    </message>
    <message>
        <source>Spotl&amp;ight</source>
        <translation>聚光灯(&amp;I)</translation>
    </message>
    <message>
        <source>A light round the pointer; the rest is dimmed.</source>
        <translation>指针周围亮，其余变暗。</translation>
    </message>
    <message>
        <source>Show &amp;keys when pressed</source>
        <translation>显示按下的键(&amp;Y)</translation>
    </message>
    <message>
        <source>Next &amp;view on the page</source>
        <translation>页上的下一个视图(&amp;V)</translation>
    </message>
    <message>
        <source>In lecture mode: another of the panels that belong here.</source>
        <translation>讲课模式下：换一个与本站有关的面板。</translation>
    </message>
    <message>
        <source>For&amp;mulas on the page</source>
        <translation>页上的公式(&amp;M)</translation>
    </message>
    <message>
        <source>In lecture mode: with or without them.</source>
        <translation>讲课模式下：显示或不显示公式。</translation>
    </message>
    <message>
        <source>&amp;New</source>
        <translation>新建(&amp;N)</translation>
    </message>
    <message>
        <source>An empty table.</source>
        <translation>一张空表。</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>打开(&amp;O)…</translation>
    </message>
    <message>
        <source>A scenario file.</source>
        <translation>场景文件。</translation>
    </message>
    <message>
        <source>Recover &amp;lost work</source>
        <translation>找回未保存的内容(&amp;L)</translation>
    </message>
    <message>
        <source>What was unsaved when the program was killed.</source>
        <translation>程序被强行结束时还没有保存的内容。</translation>
    </message>
    <message>
        <source>Lets it go for good.</source>
        <translation>永久丢弃，不能找回。</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>另存为(&amp;A)…</translation>
    </message>
    <message>
        <source>Save with &amp;history</source>
        <translation>连同历史保存(&amp;H)</translation>
    </message>
    <message>
        <source>The steps taken are kept beside the scenario, to go on from the last one.</source>
        <translation>走过的步数存在场景旁边，以后可从最后一步接着走。</translation>
    </message>
    <message>
        <source>Res&amp;ume</source>
        <translation>接着走(&amp;U)</translation>
    </message>
    <message>
        <source>Goes on where the history kept with this scenario ends.</source>
        <translation>从与场景一起保存的历史的末尾接着走。</translation>
    </message>
    <message>
        <source>Re&amp;vert</source>
        <translation>还原(&amp;V)</translation>
    </message>
    <message>
        <source>Shows the scenario as it was saved; this can be undone.</source>
        <translation>回到保存时的场景；这可以撤销。</translation>
    </message>
    <message>
        <source>&amp;Import data…</source>
        <translation>导入数据(&amp;I)…</translation>
    </message>
    <message>
        <source>A table from a CSV or TSV file.</source>
        <translation>CSV 或 TSV 文件里的表。</translation>
    </message>
    <message>
        <source>Import from the clip&amp;board…</source>
        <translation>从剪贴板导入(&amp;B)…</translation>
    </message>
    <message>
        <source>A table that was copied in a spreadsheet, with a look at it first.</source>
        <translation>导入在电子表格中复制的表格，导入前先预览。</translation>
    </message>
    <message>
        <source>&amp;Generate data…</source>
        <translation>生成数据(&amp;G)…</translation>
    </message>
    <message>
        <source>From a line, a curve or two classes, with noise.</source>
        <translation>由直线、曲线或两类生成，带噪声。</translation>
    </message>
    <message>
        <source>Paint &amp;records</source>
        <translation>绘制记录(&amp;R)</translation>
    </message>
    <message>
        <source>Mouse and keys put records on the plot of data and prediction, and erase them.</source>
        <translation>用鼠标和键盘在拟合图上添加记录，也可以擦除记录。</translation>
    </message>
    <message>
        <source>A landscape without data: a classic one, or a formula that you type.</source>
        <translation>没有数据的误差曲面：选一个经典的，或输入您自己的公式。</translation>
    </message>
    <message>
        <source>Prin&amp;t…</source>
        <translation>打印(&amp;T)…</translation>
    </message>
    <message>
        <source>Discard lost &amp;work</source>
        <translation>丢弃未保存的内容(&amp;W)</translation>
    </message>
    <message>
        <source>Choose a sur&amp;face…</source>
        <translation>选择曲面(&amp;F)…</translation>
    </message>
    <message>
        <source>Ex&amp;port…</source>
        <translation>导出(&amp;P)…</translation>
    </message>
    <message>
        <source>Pictures, films, tables, work sheets and scripts; of this scenario or of many.</source>
        <translation>图片、动画、表格、练习单和脚本；可导出当前场景或多个场景。</translation>
    </message>
    <message>
        <source>The window on a page; a panel: from Export.</source>
        <translation>把窗口打印在一页上；单个面板请用“导出”。</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>Undoes an edit, not a step.</source>
        <translation>撤销一次修改，而不是一步。</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>Copy scenario as a &amp;line of text</source>
        <translation>把场景复制为一行文本(&amp;L)</translation>
    </message>
    <message>
        <source>All of it in one line, to be sent to others.</source>
        <translation>全部内容在一行里，可发给别人。</translation>
    </message>
    <message>
        <source>&amp;Paste such a line</source>
        <translation>粘贴这样的一行(&amp;P)</translation>
    </message>
    <message>
        <source>Shows the scenario whose line is on the clipboard.</source>
        <translation>打开剪贴板上那一行所写的场景。</translation>
    </message>
    <message>
        <source>&amp;Step</source>
        <translation>单步(&amp;S)</translation>
    </message>
    <message>
        <source>One update of the weights.</source>
        <translation>更新一次权重。</translation>
    </message>
    <message>
        <source>Step &amp;back</source>
        <translation>退一步(&amp;B)</translation>
    </message>
    <message>
        <source>Returns to the weights before the last step, exactly.</source>
        <translation>恰好回到上一步之前的权重。</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>运行(&amp;R)</translation>
    </message>
    <message>
        <source>Steps at the chosen pace; again to pause.</source>
        <translation>按选定的速度走；再按一次暂停。</translation>
    </message>
    <message>
        <source>Run to the &amp;end</source>
        <translation>运行到底(&amp;E)</translation>
    </message>
    <message>
        <source>Steps until the gradient is small, the step limit is reached or the error runs away.</source>
        <translation>一直走到梯度很小、步数到上限或误差失控。</translation>
    </message>
    <message>
        <source>Rese&amp;t</source>
        <translation>重置(&amp;T)</translation>
    </message>
    <message>
        <source>Returns to the start weights.</source>
        <translation>回到起点权重。</translation>
    </message>
    <message>
        <source>R&amp;andom start</source>
        <translation>随机起点(&amp;A)</translation>
    </message>
    <message>
        <source>Lar&amp;ger</source>
        <translation>放大(&amp;I)</translation>
    </message>
    <message>
        <source>Ne&amp;xt panel</source>
        <translation>下一个面板(&amp;X)</translation>
    </message>
    <message>
        <source>Draws new start weights; the seed is shown.</source>
        <translation>随机抽取新的起点权重；种子会显示出来。</translation>
    </message>
    <message>
        <source>&amp;Next part of the step</source>
        <translation>下一小步(&amp;N)</translation>
    </message>
    <message>
        <source>Walks through one step: predict, residuals, square and sum, gradient, scale, move.</source>
        <translation>把一步分开走：预测、残差、平方并求和、梯度、乘以 −η、移动。</translation>
    </message>
    <message>
        <source>&amp;Previous part of the step</source>
        <translation>上一小步(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Smaller</source>
        <translation>缩小(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Normal size</source>
        <translation>正常大小(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;More digits</source>
        <translation>更多位数(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Fewer digits</source>
        <translation>更少位数(&amp;F)</translation>
    </message>
    <message>
        <source>Pre&amp;vious panel</source>
        <translation>上一个面板(&amp;V)</translation>
    </message>
    <message>
        <source>Scenario n&amp;otes</source>
        <translation>场景说明(&amp;O)</translation>
    </message>
    <message>
        <source>The line under the controls: what this scenario is, and what to notice.</source>
        <translation>控件下面的一行：这个场景是什么，该注意什么。</translation>
    </message>
    <message>
        <source>&amp;Restore panels</source>
        <translation>恢复面板(&amp;R)</translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation>全屏(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>按键(&amp;K)</translation>
    </message>
    <message>
        <source>All keys on one sheet.</source>
        <translation>所有按键列在一页上。</translation>
    </message>
    <message>
        <source>&amp;Glossary</source>
        <translation>术语表(&amp;G)</translation>
    </message>
    <message>
        <source>Every term and symbol, in a sentence.</source>
        <translation>每个术语和符号，各用一句话说明。</translation>
    </message>
    <message>
        <source>Copy &amp;report</source>
        <translation>复制报告(&amp;R)</translation>
    </message>
    <message>
        <source>Versions and the last fault, as a text to send.</source>
        <translation>版本和最近一次出错，可作为文本发送。</translation>
    </message>
    <message>
        <source>&amp;About gdsim</source>
        <translation>关于 gdsim(&amp;A)</translation>
    </message>
    <message>
        <source>There is no display for a window here; without one, “gdsim run SCENARIO” and the other commands of “gdsim --help” work.</source>
        <translation>这里没有可以打开窗口的显示器；没有显示器也可以用“gdsim run SCENARIO”以及“gdsim --help”里的其他命令。</translation>
    </message>
    <message>
        <source>No display answers at {named}: start gdsim in a desktop session, or set this to its display; without one, “gdsim run SCENARIO” and the other commands of “gdsim --help” work.</source>
        <translation>{named} 处没有可用的显示：请在桌面会话中启动 gdsim，或将其设为该会话的显示；没有显示时，“gdsim run SCENARIO”以及“gdsim --help”中的其他命令仍可使用。</translation>
    </message>
    <message>
        <source>No font with Chinese characters was found; on Debian and Ubuntu, “apt install fonts-wqy-microhei” brings one.</source>
        <translation>没有找到中文字体；在 Debian 和 Ubuntu 上，可用“apt install fonts-wqy-microhei”安装。</translation>
    </message>
    <message>
        <source>A fault in gdsim: {error} ({place}). Your work is still here, and was kept; save it.</source>
        <translation>gdsim 出错：{error}（{place}）。内容都还在，也已留存；请保存。</translation>
    </message>
    <message>
        <source>A fault in gdsim: {error} ({place}). Your work is still here; save it.</source>
        <translation>gdsim 出错：{error}（{place}）。内容都还在；请保存。</translation>
    </message>
    <message>
        <source>Open scenario</source>
        <translation>打开场景</translation>
    </message>
    <message>
        <source>Save scenario</source>
        <translation>保存场景</translation>
    </message>
    <message>
        <source>Comma</source>
        <translation>逗号</translation>
    </message>
    <message>
        <source>Semicolon</source>
        <translation>分号</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>制表符</translation>
    </message>
    <message>
        <source>Bar</source>
        <translation>竖线</translation>
    </message>
    <message>
        <source>Spaces</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>Point</source>
        <translation>小数点</translation>
    </message>
    <message>
        <source>Western (Windows-1252)</source>
        <translation>西文（Windows-1252）</translation>
    </message>
    <message>
        <source>Chinese (GB 18030)</source>
        <translation>中文（GB 18030）</translation>
    </message>
    <message>
        <source>Import data</source>
        <translation>导入数据</translation>
    </message>
    <message>
        <source>The first row &amp;names the columns</source>
        <translation>第一行是列名(&amp;N)</translation>
    </message>
    <message>
        <source>The first records</source>
        <translation>前几条记录</translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation>导入(&amp;I)</translation>
    </message>
    <message>
        <source>as found</source>
        <translation>自动识别</translation>
    </message>
    <message>
        <source>&amp;Between the cells</source>
        <translation>单元格之间(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Decimal mark</source>
        <translation>小数点写法(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Encoding</source>
        <translation>编码(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Page</source>
        <translation>工作表(&amp;P)</translation>
    </message>
    <message>
        <source>Reading {file} … {percent} %</source>
        <translation>正在读取 {file} … {percent} %</translation>
    </message>
    <message>
        <source>Reading {file} …</source>
        <translation>正在读取 {file} …</translation>
    </message>
    <message>
        <source>{file}: {records:record|records} in {columns:column|columns}.</source>
        <translation>{file}：{records} 条记录，{columns} 列。</translation>
    </message>
    <message>
        <source>To be imported: {records:record|records}, target “{target}”, inputs: {inputs}.</source>
        <translation>将导入 {records} 条记录，目标值“{target}”，输入：{inputs}。</translation>
    </message>
    <message>
        <source>as found: {name}</source>
        <translation>自动识别：{name}</translation>
    </message>
    <message>
        <source>&amp;Leave out records without a value: {count}</source>
        <translation>略去缺值的记录：{count} 条(&amp;L)</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>数据表</translation>
    </message>
    <message>
        <source>Clipboard</source>
        <translation>剪贴板</translation>
    </message>
    <message>
        <source>Data from the clipboard</source>
        <translation>剪贴板中的数据</translation>
    </message>
    <message>
        <source>There is no table on the clipboard.</source>
        <translation>剪贴板上没有表格。</translation>
    </message>
    <message>
        <source>Generated data</source>
        <translation>生成的数据</translation>
    </message>
    <message>
        <source>Unsaved changes</source>
        <translation>有未保存的改动</translation>
    </message>
    <message>
        <source>The steps that were taken are kept with this scenario.</source>
        <translation>走过的步数与这个场景一起保存着。</translation>
    </message>
    <message>
        <source>Revert</source>
        <translation>还原</translation>
    </message>
    <message>
        <source>Save the changes to “{name}”?</source>
        <translation>要保存对“{name}”的改动吗？</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
    <message>
        <source>Saved in {file}: {steps:step|steps}, to be resumed when the scenario is opened.</source>
        <translation>已存入 {file}：{steps} 步，打开场景时可接着走。</translation>
    </message>
    <message>
        <source>Copied as a line of {count:character|characters}.</source>
        <translation>已复制为 {count} 个字符的一行。</translation>
    </message>
    <message>
        <source>Scenarios</source>
        <translation>场景</translation>
    </message>
    <message>
        <source>in a plot: move the weight, with Shift ten times as far</source>
        <translation>在图上：移动权重，按住 Shift 时十倍远</translation>
    </message>
    <message>
        <source>in a plot: come nearer, go away</source>
        <translation>在图上：放大、缩小</translation>
    </message>
    <message>
        <source>in a plot: show all again</source>
        <translation>在图上：重新显示全部</translation>
    </message>
    <message>
        <source>on the map: what its menu Show offers</source>
        <translation>在等高线图上：“显示”菜单中的各项</translation>
    </message>
    <message>
        <source>on the surface: turn it</source>
        <translation>在曲面上：旋转</translation>
    </message>
    <message>
        <source>in the comparison: one rule more, one less</source>
        <translation>在比较中：添加、移除优化器</translation>
    </message>
    <message>
        <source>in the table: keep and go down, go right</source>
        <translation>在表里：确认并向下、向右</translation>
    </message>
    <message>
        <source>in the table: copy, paste from a spreadsheet</source>
        <translation>在表里：复制，从电子表格粘贴</translation>
    </message>
    <message>
        <source>Where the focus is</source>
        <translation>焦点所在处</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;R)</translation>
    </message>
    <message>
        <source>S&amp;cenarios</source>
        <translation>场景(&amp;C)</translation>
    </message>
    <message>
        <source>Real &amp;data</source>
        <translation>真实数据(&amp;D)</translation>
    </message>
    <message>
        <source>Open rec&amp;ent</source>
        <translation>打开最近的文件(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Lessons</source>
        <translation>课程(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Panels</source>
        <translation>面板(&amp;P)</translation>
    </message>
    <message>
        <source>An animation from step {first} to step {last} is not possible.</source>
        <translation>无法制作从第 {first} 步到第 {last} 步的动画。</translation>
    </message>
    <message>
        <source>From 0.1 to 100 frames a second are possible, not {found}.</source>
        <translation>每秒帧数应在 0.1 到 100 之间，不能是 {found}。</translation>
    </message>
    <message>
        <source>An MP4 needs the program ffmpeg: install it, or “pip install gdsim[video]”. A GIF needs neither.</source>
        <translation>MP4 需要程序 ffmpeg：请安装它，或运行“pip install gdsim[video]”。GIF 两者都不需要。</translation>
    </message>
    <message>
        <source>ffmpeg could not make the film: {reason}</source>
        <translation>ffmpeg 无法制作影片：{reason}</translation>
    </message>
    <message>
        <source>Do</source>
        <translation>动手</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>注意</translation>
    </message>
    <message>
        <source>{part}, record {record}</source>
        <translation>{part}，第 {record} 条记录</translation>
    </message>
    <message>
        <source>The answer</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>Right.</source>
        <translation>对。</translation>
    </message>
    <message>
        <source>Not quite.</source>
        <translation>不太对。</translation>
    </message>
    <message>
        <source>Your answer: {answer}</source>
        <translation>你的答案：{answer}</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Show the answer</source>
        <translation>显示答案</translation>
    </message>
    <message>
        <source>The weight to look at</source>
        <translation>要看的权重</translation>
    </message>
    <message>
        <source>Type a weight: the slope there is told, and nothing else.</source>
        <translation>输入一个权重：只告诉您那里的斜率。</translation>
    </message>
    <message>
        <source>The gradient&apos;s direction, that of the steepest rise. It lies in the plane of the weights.</source>
        <translation>梯度的方向，即上升最陡的方向。它在权重的平面内。</translation>
    </message>
    <message>
        <source>arrows: in the plane of the weights</source>
        <translation>箭头：在权重的平面内</translation>
    </message>
    <message>
        <source>The lost work is gone.</source>
        <translation>未保存的内容已丢弃。</translation>
    </message>
    <message>
        <source>Let the unsaved work on “{name}” of {time} go for good?</source>
        <translation>是否永远丢弃“{name}”于 {time} 未保存的内容？</translation>
    </message>
    <message>
        <source>Lost work</source>
        <translation>未保存的内容</translation>
    </message>
    <message>
        <source>Your unsaved work from before the lesson is kept.</source>
        <translation>课程开始之前未保存的工作已经保留。</translation>
    </message>
    <message>
        <source>Unsaved work from a program that did not end as it should: {count}.</source>
        <translation>上次程序没有正常结束，留有未保存的内容：{count} 份。</translation>
    </message>
    <message>
        <source>A PyTorch script repeats no mistake that is made on purpose ({mistake}): the numpy script does.</source>
        <translation>PyTorch 脚本不重现故意的错误（{mistake}）：numpy 脚本会重现。</translation>
    </message>
    <message>
        <source>What “{name}” is called in PyTorch is not known; no script.</source>
        <translation>不知道“{name}”在 PyTorch 里叫什么；没有生成脚本。</translation>
    </message>
    <message>
        <source>Lesson from a folder</source>
        <translation>打开文件夹里的课程</translation>
    </message>
    <message>
        <source>There is nothing to ask here: the descent has come to its end.</source>
        <translation>这里没有可问的：下降已经结束。</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>Learning rates</source>
        <translation>学习率比较</translation>
    </message>
    <message>
        <source>click to take a learning rate · hover for values</source>
        <translation>点击采用学习率 · 悬停看数值</translation>
    </message>
    <message>
        <source>E after {steps} steps</source>
        <translation>走 {steps} 步后的 E</translation>
    </message>
    <message>
        <source>Number of steps K</source>
        <translation>步数 K</translation>
    </message>
    <message>
        <source>How many steps each learning rate is given, from the start.</source>
        <translation>每个学习率从起点走多少步。</translation>
    </message>
    <message>
        <source>At η = {rate} the error after {steps:step|steps} is {error}.</source>
        <translation>η = {rate} 时，走 {steps} 步后的误差是 {error}。</translation>
    </message>
    <message>
        <source>Every learning rate of the range diverges.</source>
        <translation>范围内的学习率全都发散。</translation>
    </message>
    <message>
        <source>The best is {rate}, with {error}.</source>
        <translation>最好的是 {rate}，误差 {error}。</translation>
    </message>
    <message>
        <source>best constant {rate}</source>
        <translation>最佳恒定 {rate}</translation>
    </message>
    <message>
        <source>Above it plain descent diverges.</source>
        <translation>高于它，普通下降发散。</translation>
    </message>
    <message>
        <source>limit</source>
        <translation>上限</translation>
    </message>
    <message>
        <source>Above it this rule diverges.</source>
        <translation>超过它，这个优化器就发散。</translation>
    </message>
    <message>
        <source>Plain descent reaches the bottom in one step.</source>
        <translation>普通下降一步就到碗底。</translation>
    </message>
    <message>
        <source>Up to it plain descent never jumps across the valley.</source>
        <translation>不超过它，普通下降从不跨过谷底。</translation>
    </message>
    <message>
        <source>One step with it goes to the bottom along the flattest direction.</source>
        <translation>用它走一步，沿最平的方向就到底。</translation>
    </message>
    <message>
        <source>Plain descent&apos;s fastest in the long run.</source>
        <translation>长远来看，普通下降用它最快。</translation>
    </message>
    <message>
        <source>Of all learning rates that stay the same, it leaves the lowest E after {steps:step|steps}.</source>
        <translation>在所有保持不变的学习率中，走 {steps} 步后它的 E 最低。</translation>
    </message>
    <message>
        <source>By the curvature at the start; elsewhere it is another.</source>
        <translation>按起点处的曲率；别处不同。</translation>
    </message>
    <message>
        <source>Here E ends higher than it began, or diverges.</source>
        <translation>这里 E 结束时比开始时更高，或者发散。</translation>
    </message>
    <message>
        <source>E rises</source>
        <translation>E 上升</translation>
    </message>
    <message>
        <source>E at the start</source>
        <translation>起点处的 E</translation>
    </message>
    <message>
        <source>A whole number from {low} to {high} is needed here.</source>
        <translation>这里需要 {low} 到 {high} 之间的整数。</translation>
    </message>
    <message>
        <source>“{name}” has no value in line {lines}.</source>
        <translation>“{name}”列在第 {lines} 行没有值。</translation>
    </message>
    <message>
        <source>“{name}” in line {line}: {problem}</source>
        <translation>“{name}”，第 {line} 行：{problem}</translation>
    </message>
    <message>
        <source>“{name}” has text: “{text}” in line {line}.</source>
        <translation>“{name}”列里有文字：第 {line} 行的“{text}”。</translation>
    </message>
    <message>
        <source>Line {line}: this is not {encoding} text.</source>
        <translation>第 {line} 行：不是 {encoding} 文本。</translation>
    </message>
    <message>
        <source>“{found}” may be {one} or {other}: choose the decimal mark.</source>
        <translation>“{found}”可能是 {one}，也可能是 {other}：请选小数点的写法。</translation>
    </message>
    <message>
        <source>Map of starts</source>
        <translation>起点图</translation>
    </message>
    <message>
        <source>click to begin there · hover for values</source>
        <translation>点击从那里出发 · 悬停看数值</translation>
    </message>
    <message>
        <source>at most {steps} steps</source>
        <translation>最多 {steps} 步</translation>
    </message>
    <message>
        <source>Most steps</source>
        <translation>最多步数</translation>
    </message>
    <message>
        <source>Steps after which a descent is given up.</source>
        <translation>走了这么多步，就放弃这次下降。</translation>
    </message>
    <message>
        <source>steps needed</source>
        <translation>所需步数</translation>
    </message>
    <message>
        <source>where it ends</source>
        <translation>停在哪里</translation>
    </message>
    <message>
        <source>What the colours say</source>
        <translation>颜色的含义</translation>
    </message>
    <message>
        <source>The map of starts is being worked out.</source>
        <translation>正在计算起点图。</translation>
    </message>
    <message>
        <source>diverges after {steps:step|steps}</source>
        <translation>{steps} 步后发散</translation>
    </message>
    <message>
        <source>still moving after {steps:step|steps}, E = {error}</source>
        <translation>{steps} 步后还在移动，E = {error}</translation>
    </message>
    <message>
        <source>level ground after {steps:step|steps}</source>
        <translation>{steps} 步后停在平地上</translation>
    </message>
    <message>
        <source>{steps:step|steps} to {place}</source>
        <translation>{steps} 步到{place}</translation>
    </message>
    <message>
        <source>{part} of {count} starts converge</source>
        <translation>{count} 个起点中有 {part} 个收敛</translation>
    </message>
    <message>
        <source>{part} diverge</source>
        <translation>{part} 个发散</translation>
    </message>
    <message>
        <source>in {low} to {high} steps</source>
        <translation>用 {low} 到 {high} 步</translation>
    </message>
    <message>
        <source>{high} steps</source>
        <translation>{high} 步</translation>
    </message>
    <message>
        <source>still moving, E = {error}</source>
        <translation>还在移动，E = {error}</translation>
    </message>
    <message>
        <source>ends on level ground</source>
        <translation>停在平地上</translation>
    </message>
    <message>
        <source>level point</source>
        <translation>平点</translation>
    </message>
    <message>
        <source>Hidden for now: it would tell the answer</source>
        <translation>暂时隐藏：它会泄露答案</translation>
    </message>
    <message>
        <source>Only one view again</source>
        <translation>恢复单个视图</translation>
    </message>
    <message>
        <source>Show beside the other view</source>
        <translation>与另一个视图并排显示</translation>
    </message>
    <message>
        <source>Shows this in the panel</source>
        <translation>在面板里显示它</translation>
    </message>
    <message>
        <source>Ctrl and a click, or the right button: beside the other view.</source>
        <translation>按住 Ctrl 单击，或用右键：与另一个视图并排显示。</translation>
    </message>
    <message>
        <source>After the last step</source>
        <translation>最后一步之后</translation>
    </message>
    <message>
        <source>A work sheet has at least one step.</source>
        <translation>练习单至少要有一步。</translation>
    </message>
    <message>
        <source>This is too much for paper: {rows:row|rows} and {columns:column|columns}; at most {most_rows} and {most_columns} are written.</source>
        <translation>{rows} 行 {columns} 列，纸上写不下；最多 {most_rows} 行 {most_columns} 列。</translation>
    </message>
    <message>
        <source>Gradient descent by hand</source>
        <translation>手算梯度下降</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>The error is a function of the weights:</source>
        <translation>误差是权重的函数：</translation>
    </message>
    <message>
        <source>The rule: {name}.</source>
        <translation>优化器：{name}。</translation>
    </message>
    <message>
        <source>The neuron predicts</source>
        <translation>神经元的预测值</translation>
    </message>
    <message>
        <source>and is measured by the error ({name})</source>
        <translation>用误差来衡量（{name}）</translation>
    </message>
    <message>
        <source>Start at {start}, with {numbers}. Fill in what is missing, to {digits} decimals or more.</source>
        <translation>从 {start} 出发，取 {numbers}。填上空缺的数，至少 {digits} 位小数。</translation>
    </message>
    <message>
        <source>Step {k}</source>
        <translation>第 {k} 步</translation>
    </message>
    <message>
        <source>Of the records, this step sees {records}.</source>
        <translation>这一步只看记录 {records}。</translation>
    </message>
    <message>
        <source>to be filled in</source>
        <translation>空白</translation>
    </message>
    <message>
        <source>with answers</source>
        <translation>附答案</translation>
    </message>
    <message>
        <source>page {number}</source>
        <translation>第 {number} 页</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>不用</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标值</translation>
    </message>
    <message>
        <source>Input, texts numbered</source>
        <translation>输入，文字编号</translation>
    </message>
    <message>
        <source>Target, texts numbered</source>
        <translation>目标值，文字编号</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Becomes</source>
        <translation>用作</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Choose a target and at least one input.</source>
        <translation>请选一个目标值和至少一个输入。</translation>
    </message>
    <message>
        <source>texts: {codes}</source>
        <translation>文字：{codes}</translation>
    </message>
    <message>
        <source>numbers from {low} to {high}</source>
        <translation>{low} 到 {high} 的数</translation>
    </message>
    <message>
        <source>without a value in line {lines}</source>
        <translation>第 {lines} 行缺值</translation>
    </message>
    <message>
        <source>line {line}: {problem}</source>
        <translation>第 {line} 行：{problem}</translation>
    </message>
    <message>
        <source>&amp;Records</source>
        <translation>记录数(&amp;R)</translation>
    </message>
    <message>
        <source>x &amp;from</source>
        <translation>x 从(&amp;F)</translation>
    </message>
    <message>
        <source>x &amp;to</source>
        <translation>x 到(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Slope</source>
        <translation>斜率(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Intercept</source>
        <translation>截距(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;y =</source>
        <translation>&amp;y =</translation>
    </message>
    <message>
        <source>&amp;Distance of the classes</source>
        <translation>两类的距离(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Noise (standard deviation)</source>
        <translation>噪声（标准差）(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Outliers</source>
        <translation>离群点(&amp;O)</translation>
    </message>
    <message>
        <source>S&amp;eed</source>
        <translation>种子(&amp;E)</translation>
    </message>
    <message>
        <source>Generate data</source>
        <translation>生成数据</translation>
    </message>
    <message>
        <source>D&amp;raw from</source>
        <translation>生成自(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Generate</source>
        <translation>生成(&amp;G)</translation>
    </message>
    <message>
        <source>pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>WIDTHxHEIGHT is needed, as in 800x600, not {found}</source>
        <translation>应写成 宽x高，例如 800x600，不能是 {found}</translation>
    </message>
    <message>
        <source>a number from 0.25 to 8 is needed, not {found}</source>
        <translation>需要 0.25 到 8 之间的数，不能是 {found}</translation>
    </message>
    <message>
        <source>{found} is not a number</source>
        <translation>{found} 不是数</translation>
    </message>
    <message>
        <source>the picture; with several scenarios a folder, or a name with {name} in it</source>
        <translation>图片；有几个场景时给文件夹，或含有 {name} 的名称</translation>
    </message>
    <message>
        <source>form of pictures in a folder</source>
        <translation>文件夹里图片的格式</translation>
    </message>
    <message>
        <source>the step shown, else 0; the last of an animation</source>
        <translation>显示的步数，不写则为 0；动画的最后一步</translation>
    </message>
    <message>
        <source>one view, such as error_map</source>
        <translation>一个视图，例如 error_map</translation>
    </message>
    <message>
        <source>in pixels, before --scale</source>
        <translation>以像素计，--scale 之前</translation>
    </message>
    <message>
        <source>enlargement of everything</source>
        <translation>整体放大倍数</translation>
    </message>
    <message>
        <source>of an animation</source>
        <translation>动画</translation>
    </message>
    <message>
        <source>the first step shown</source>
        <translation>第一步</translation>
    </message>
    <message>
        <source>frames a second</source>
        <translation>每秒帧数</translation>
    </message>
    <message>
        <source>show each part of a step</source>
        <translation>显示每一小步</translation>
    </message>
    <message>
        <source>pictures and animations; needs no display</source>
        <translation>图片和动画；不需要显示器</translation>
    </message>
    <message>
        <source>A work sheet is a PDF: {path} must end in .pdf.</source>
        <translation>练习单是 PDF：{path} 必须以 .pdf 结尾。</translation>
    </message>
    <message>
        <source>work sheets</source>
        <translation>练习单</translation>
    </message>
    <message>
        <source>the sheet; with several scenarios a folder, or a name with {name} in it</source>
        <translation>练习单；有几个场景时给文件夹，或含有 {name} 的名称</translation>
    </message>
    <message>
        <source>steps to be worked out, else 3</source>
        <translation>要算的步数，不写则为 3</translation>
    </message>
    <message>
        <source>a PDF to fill in, and with answers</source>
        <translation>供填写的 PDF，附答案</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>type a rule or η into the table · drag the error to reach</source>
        <translation>在表里选优化器、输入 η · 拖动要达到的误差</translation>
    </message>
    <message>
        <source>Add a rule</source>
        <translation>添加优化器</translation>
    </message>
    <message>
        <source>Compare one more rule.</source>
        <translation>再比较一种优化器。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>去掉</translation>
    </message>
    <message>
        <source>Compare the chosen one no longer.</source>
        <translation>不再比较选中的这一种。</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>参数…</translation>
    </message>
    <message>
        <source>The chosen rule&apos;s own numbers, and the schedule of η.</source>
        <translation>选中的优化器自己的参数，以及学习率计划。</translation>
    </message>
    <message>
        <source>error to reach</source>
        <translation>要达到的误差</translation>
    </message>
    <message>
        <source>Steps and cost are counted until E is no larger. Drag its line in the plot, or type.</source>
        <translation>步数和代价数到 E 不大于它为止。可在图上拖动它的线，也可输入。</translation>
    </message>
    <message>
        <source>Compared descents</source>
        <translation>比较的各次下降</translation>
    </message>
    <message>
        <source>{rule}, η = {rate}: step {k}, error {error}, {state}.</source>
        <translation>{rule}，η = {rate}：第 {k} 步，误差 {error}，{state}。</translation>
    </message>
    <message>
        <source>It reached {target} at step {k}.</source>
        <translation>第 {k} 步达到 {target}。</translation>
    </message>
    <message>
        <source>The update rule; the first is the one in force.</source>
        <translation>优化器；第一种是现在所用的。</translation>
    </message>
    <message>
        <source>The learning rate η.</source>
        <translation>学习率 η。</translation>
    </message>
    <message>
        <source>Steps taken; one that has ended rests at its last.</source>
        <translation>走过的步数；已结束的停在最后一步。</translation>
    </message>
    <message>
        <source>Error E of all the data where it is.</source>
        <translation>它所在处全部数据的误差 E。</translation>
    </message>
    <message>
        <source>reached at</source>
        <translation>达到步数</translation>
    </message>
    <message>
        <source>The first step at which E was no larger than the error to reach.</source>
        <translation>E 首次不大于要达到的误差的那一步。</translation>
    </message>
    <message>
        <source>cost</source>
        <translation>代价</translation>
    </message>
    <message>
        <source>Derivatives of single records worked out until then. A Hessian costs as many more as there are weights.</source>
        <translation>到那时算过的单条记录的导数个数。有几个权重，Hessian 矩阵就多费几倍。</translation>
    </message>
    <message>
        <source>state</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>What the descent does now.</source>
        <translation>下降现在的情况。</translation>
    </message>
    <message>
        <source>{rule}, {mistake}</source>
        <translation>{rule}，{mistake}</translation>
    </message>
    <message>
        <source>refuses</source>
        <translation>走不了</translation>
    </message>
    <message>
        <source>This is not a gdsim history: it does not say {marker}.</source>
        <translation>这不是 gdsim 历史：里面没有 {marker}。</translation>
    </message>
    <message>
        <source>This history is of version {found}; this gdsim reads version {known}.</source>
        <translation>这份历史的版本是 {found}；这个 gdsim 读版本 {known}。</translation>
    </message>
    <message>
        <source>This history is damaged: it does not fit together.</source>
        <translation>这份历史已损坏：前后不符。</translation>
    </message>
    <message>
        <source>The history beside this scenario is of another version of it: its data, model, rule or start differ.</source>
        <translation>场景旁边的历史属于它的另一个版本：数据、模型、优化器或起点不同。</translation>
    </message>
    <message>
        <source>This history cannot be kept: E or its gradient is not finite in it.</source>
        <translation>这份历史不能保存：其中的 E 或梯度不是有限的数。</translation>
    </message>
    <message>
        <source>This is no scenario as a line of text: it does not begin with {mark}</source>
        <translation>这不是一行文本形式的场景：开头不是 {mark}</translation>
    </message>
    <message>
        <source>This line of text holds more than can be meant.</source>
        <translation>这一行文本的内容多得不可能是场景。</translation>
    </message>
    <message>
        <source>A part of this line of text is missing or was changed.</source>
        <translation>这一行文本缺了一部分，或被改动过。</translation>
    </message>
    <message>
        <source>Whole window</source>
        <translation>整个窗口</translation>
    </message>
    <message>
        <source>Work sheet, blank and with answers</source>
        <translation>练习单：空白与带答案</translation>
    </message>
    <message>
        <source>This scenario</source>
        <translation>当前场景</translation>
    </message>
    <message>
        <source>All that come with gdsim</source>
        <translation>gdsim 自带的全部场景</translation>
    </message>
    <message>
        <source>Scenario files…</source>
        <translation>场景文件…</translation>
    </message>
    <message>
        <source>Each part of a step</source>
        <translation>每一小步</translation>
    </message>
    <message>
        <source>&amp;What</source>
        <translation>内容(&amp;W)</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Scenario files: {count}</source>
        <translation>场景文件：{count} 个</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>Size in pixels</source>
        <translation>尺寸（像素）</translation>
    </message>
    <message>
        <source>Enlarged</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>At step</source>
        <translation>第几步</translation>
    </message>
    <message>
        <source>Frames a second</source>
        <translation>每秒帧数</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Print…</source>
        <translation>打印(&amp;P)…</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>保存(&amp;S)…</translation>
    </message>
    <message>
        <source>Folder for the files</source>
        <translation>存放文件的文件夹</translation>
    </message>
    <message>
        <source>{file} is written.</source>
        <translation>已写入 {file}。</translation>
    </message>
    <message>
        <source>The files are in {folder}.</source>
        <translation>文件已写入 {folder}。</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>已复制。</translation>
    </message>
    <message>
        <source>From the start of the scenario, with the settings as they are now.</source>
        <translation>从场景的起点开始，用现在的设置。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>{done} of {count}</source>
        <translation>{done} / {count}</translation>
    </message>
    <message>
        <source>Cancelled; nothing was written.</source>
        <translation>已取消；没有写入任何内容。</translation>
    </message>
    <message>
        <source>Not all could be written: {reason}</source>
        <translation>有些文件未能写入：{reason}</translation>
    </message>
    <message>
        <source>Cancelled; what was written before stays.</source>
        <translation>已取消；此前写好的文件保留。</translation>
    </message>
    <message>
        <source>The animation could not be made: {reason}</source>
        <translation>无法制作动画：{reason}</translation>
    </message>
    <message>
        <source>&amp;Compare rules</source>
        <translation>比较优化器(&amp;C)</translation>
    </message>
    <message>
        <source>Several rules from one start: trails, errors over the steps, a table.</source>
        <translation>几种优化器从同一起点出发：轨迹、误差随步数的变化、一张表。</translation>
    </message>
    <message>
        <source>Study the &amp;learning rate</source>
        <translation>研究学习率(&amp;L)</translation>
    </message>
    <message>
        <source>The error after some steps, for a whole range of η.</source>
        <translation>一整段 η，走若干步之后的误差。</translation>
    </message>
    <message>
        <source>&amp;Map of starts</source>
        <translation>起点图(&amp;M)</translation>
    </message>
    <message>
        <source>Where each start ends, or how many steps it needs.</source>
        <translation>每个起点停在哪里，或需要多少步。</translation>
    </message>
    <message>
        <source>Make a &amp;usual mistake</source>
        <translation>故意犯常见错误(&amp;U)</translation>
    </message>
    <message>
        <source>The wrong sign, f′ left out and others, with the numeric check that finds them.</source>
        <translation>符号错误、漏掉 f′ 等等，以及找出它们的数值核对。</translation>
    </message>
    <message>
        <source>“{name}” ({group}) from the package {package} was left out: {reason}</source>
        <translation>软件包 {package} 里的“{name}”（{group}）没有载入：{reason}</translation>
    </message>
    <message>
        <source>it is of type {found}, and {needed} is needed.</source>
        <translation>它的类型是 {found}，需要的是 {needed}。</translation>
    </message>
    <message>
        <source>best</source>
        <translation>最佳</translation>
    </message>
    <message>
        <source>Glossary</source>
        <translation>术语表</translation>
    </message>
    <message>
        <source>a part of a term</source>
        <translation>术语的一部分</translation>
    </message>
    <message>
        <source>Search the glossary</source>
        <translation>搜索术语表</translation>
    </message>
    <message>
        <source>Terms</source>
        <translation>术语</translation>
    </message>
    <message>
        <source>No term has this in it.</source>
        <translation>没有术语包含这些字。</translation>
    </message>
    <message>
        <source>There is nothing to compare with: the scenario names no rivals, and --with none either.</source>
        <translation>没有可比较的：场景没有列出别的优化器，--with 也没有给出。</translation>
    </message>
    <message>
        <source>learning rates</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>starts</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>one more rule to compare with, and its learning rate; may be given several times</source>
        <translation>再比较一个优化器及其学习率；可以多次给出</translation>
    </message>
    <message>
        <source>take at most K steps; else up to the stop rules</source>
        <translation>最多走 K 步；不写则走到停止条件为止</translation>
    </message>
    <message>
        <source>count steps and cost until E is no larger than this</source>
        <translation>统计 E 不大于此值所需的步数和代价</translation>
    </message>
    <message>
        <source>steps that each learning rate is given; else {steps}</source>
        <translation>每个学习率走的步数；不写则为 {steps}</translation>
    </message>
    <message>
        <source>learning rates at even ratios; else from creeping to diverging</source>
        <translation>等比排列的学习率；不写则从爬行到发散</translation>
    </message>
    <message>
        <source>one weight or two that vary, the others beginning at the start</source>
        <translation>变化的一个或两个权重，其余从起点出发</translation>
    </message>
    <message>
        <source>steps after which a descent is given up; else {steps}</source>
        <translation>超过这么多步就放弃；不写则为 {steps}</translation>
    </message>
    <message>
        <source>several rules from one start, side by side</source>
        <translation>几个优化器从同一起点并排比较</translation>
    </message>
    <message>
        <source>the error after K steps for many learning rates</source>
        <translation>许多学习率各走 K 步后的误差</translation>
    </message>
    <message>
        <source>where descents from many starts end, and when</source>
        <translation>从许多起点出发，停在哪里、要多少步</translation>
    </message>
    <message>
        <source>Painting</source>
        <translation>绘制中</translation>
    </message>
    <message>
        <source>every</source>
        <translation>每隔</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>像素</translation>
    </message>
    <message>
        <source>Pixels between two records of a stroke</source>
        <translation>一笔中相邻两条记录之间的像素数</translation>
    </message>
    <message>
        <source>0 or 1</source>
        <translation>0 或 1</translation>
    </message>
    <message>
        <source>The target becomes 0 or 1, whichever is nearer: two classes.</source>
        <translation>目标值取 0 或 1 中较近的一个：两个类别。</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Click or drag to paint, with the right button or Shift to erase. Arrow keys move the cross; Enter paints there, Del erases, Esc ends.</source>
        <translation>单击或拖动即可绘制，用右键或按住 Shift 擦除。方向键移动十字；Enter 在该处绘制，Del 擦除，Esc 结束。</translation>
    </message>
    <message>
        <source>From {least} to {most} pixels.</source>
        <translation>从 {least} 到 {most} 像素。</translation>
    </message>
    <message>
        <source>A surface has no data: there is nothing to paint on.</source>
        <translation>曲面没有数据：无处可绘。</translation>
    </message>
    <message>
        <source>These records have {count} inputs: choose above the plot over which of them to paint.</source>
        <translation>这些记录有 {count} 个输入：请在图上方选择在哪个输入上绘制。</translation>
    </message>
    <message>
        <source>Paint records</source>
        <translation>绘制记录</translation>
    </message>
    <message>
        <source>Erase records</source>
        <translation>擦除记录</translation>
    </message>
    <message>
        <source>Rules without a Hessian, such as gradient descent, go down from here.</source>
        <translation>不用 Hessian 矩阵的规则（例如梯度下降）从这里能往下走。</translation>
    </message>
    <message>
        <source>The curvature is λ = {values}; a bowl has λ &gt; 0.</source>
        <translation>曲率是 λ = {values}；碗形处 λ &gt; 0。</translation>
    </message>
    <message>
        <source>Its curvatures are λ = {values}.</source>
        <translation>它的曲率是 λ = {values}。</translation>
    </message>
    <message>
        <source>A bowl has all of them above 0.</source>
        <translation>碗形处它们全都大于 0。</translation>
    </message>
    <message>
        <source>The jump would end at ({place}), where slope and curvature predict a hilltop, not a bottom.</source>
        <translation>这一跳会落在 ({place})；斜率和曲率预言那里是山顶，不是谷底。</translation>
    </message>
    <message>
        <source>The jump would end at ({place}), where slope and curvature predict a saddle, not a bottom.</source>
        <translation>这一跳会落在 ({place})；斜率和曲率预言那里是鞍点，不是谷底。</translation>
    </message>
    <message>
        <source>A picture is made of a scenario: no lesson goes on in it.</source>
        <translation>图片由场景生成：其中没有正在进行的课程。</translation>
    </message>
    <message>
        <source>“{name}” is drawn over two weights, and this scenario has one.</source>
        <translation>“{name}”要画在两个权重上，而此场景只有一个权重。</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Handed to the printer.</source>
        <translation>已交给打印机。</translation>
    </message>
    <message>
        <source>Choose a surface</source>
        <translation>选择曲面</translation>
    </message>
    <message>
        <source>Surfaces</source>
        <translation>曲面</translation>
    </message>
    <message>
        <source>a formula of your own</source>
        <translation>自己的公式</translation>
    </message>
    <message>
        <source>&amp;E =</source>
        <translation>&amp;E =</translation>
    </message>
    <message>
        <source>&amp;Descend here</source>
        <translation>在这里下降(&amp;D)</translation>
    </message>
    <message>
        <source>Start at {weights}: E = {error}, {slopes}.</source>
        <translation>起点 {weights}：E = {error}，{slopes}。</translation>
    </message>
    <message>
        <source>η = {rate}.</source>
        <translation>η = {rate}。</translation>
    </message>
    <message>
        <source>η = {rate}; by the curvature there, it is stable below {limit}.</source>
        <translation>η = {rate}；按那里的曲率，小于 {limit} 才稳定。</translation>
    </message>
    <message>
        <source>Weights are w, or w1, w2, …; known besides are {names}.</source>
        <translation>权重写作 w，或 w1、w2……；此外可用 {names}。</translation>
    </message>
    <message>
        <source>No minimum is known.</source>
        <translation>最小值未知。</translation>
    </message>
    <message>
        <source>Minimum at {place}: E = {error}.</source>
        <translation>最小值在 {place}：E = {error}。</translation>
    </message>
    <message>
        <source>Minima at {places}: E = {error}.</source>
        <translation>最小值在 {places}：E = {error}。</translation>
    </message>
    <message>
        <source>There is no next step.</source>
        <translation>没有下一步。</translation>
    </message>
    <message>
        <source>A surface has no data.</source>
        <translation>曲面没有数据。</translation>
    </message>
    <message>
        <source>Script that repeats the run</source>
        <translation>重现这次运行的脚本</translation>
    </message>
    <message>
        <source>History of the steps, as a table</source>
        <translation>历史记录表</translation>
    </message>
    <message>
        <source>The next step, in writing</source>
        <translation>下一步的书面推导</translation>
    </message>
    <message>
        <source>Records with their numbers, as a table</source>
        <translation>数据记录及其各项数值表</translation>
    </message>
    <message>
        <source>Data, as a table</source>
        <translation>数据表</translation>
    </message>
    <message>
        <source>Error landscape, as a table</source>
        <translation>误差曲面表</translation>
    </message>
    <message>
        <source>“{name}” is there already. Replace it?</source>
        <translation>“{name}”已经存在。要替换它吗？</translation>
    </message>
    <message>
        <source>This would give away what is asked now. Take it out after the answer.</source>
        <translation>这会泄露正在问的答案。请在回答之后再导出。</translation>
    </message>
    <message>
        <source>There is no file, no shipped scenario and no surface “{name}”; {hint}</source>
        <translation>没有叫“{name}”的文件、自带场景或曲面；{hint}</translation>
    </message>
</context>
</TS>
