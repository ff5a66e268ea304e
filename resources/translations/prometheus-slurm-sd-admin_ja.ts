<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>ClusterProblems</name>
    <message>
        <source>Slurm’s REST API unreachable since %1</source>
        <translation>%1 から Slurm の REST API に接続できません</translation>
    </message>
    <message>
        <source>Slurm’s REST API silent since %1</source>
        <translation>%1 から Slurm の REST API が応答しません</translation>
    </message>
    <message>
        <source>No TLS with Slurm’s REST API since %1</source>
        <translation>%1 から Slurm の REST API と TLS で接続できません</translation>
    </message>
    <message>
        <source>Slurm refuses the login since %1</source>
        <translation>%1 から Slurm がログインを拒否しています</translation>
    </message>
    <message>
        <source>Slurm’s answers cannot be read since %1</source>
        <translation>%1 から Slurm の応答を読み取れません</translation>
    </message>
    <message>
        <source>slurmctld unreachable since %1</source>
        <translation>%1 から slurmctld に接続できません</translation>
    </message>
    <message>
        <source>Slurm answers with an error since %1</source>
        <translation>%1 から Slurm がエラーを返しています</translation>
    </message>
    <message>
        <source>serving the list stored before the start, %1 old</source>
        <translation>起動前に保存した一覧 (%1前) を配信中</translation>
    </message>
    <message>
        <source>serving the last good list, %1 old</source>
        <translation>最後の正常な一覧 (%1前) を配信中</translation>
    </message>
    <message>
        <source>No node list yet: the first poll is under way.</source>
        <translation>ノード一覧はまだありません。最初の取得を実行中です。</translation>
    </message>
    <message>
        <source>No node list yet. %1.</source>
        <translation>ノード一覧はまだありません。%1。</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1。%2。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln node(s)</source>
        <translation>
            <numerusform>%Ln ノード</numerusform>
        </translation>
    </message>
    <message>
        <source>A list of %1 is held back, since %2 would vanish: %3.</source>
        <translation>%2が消えるため、%1の一覧を保留中。%3。</translation>
    </message>
    <message>
        <source>Until the first poll is done: %1.</source>
        <translation>最初の取得が終わるまで、%1。</translation>
    </message>
    <message>
        <source>The token expired %1 ago.</source>
        <translation>トークンは %1前に期限切れになりました。</translation>
    </message>
    <message>
        <source>The token expires in %1.</source>
        <translation>トークンの期限まであと %1です。</translation>
    </message>
    <message>
        <source>The list cannot be stored: %1.</source>
        <translation>一覧を保存できません: %1。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>cluster: sentence</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>(%1)</source>
        <translation>(%1)</translation>
    </message>
    <message>
        <source>What job %1 would get is held back, since %2 would vanish.</source>
        <translation>%2が消えるため、ジョブ %1の新しいターゲットを保留中。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln target(s)</source>
        <translation>
            <numerusform>%Ln ターゲット</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DurationWords</name>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 時間 %2 分</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 時間</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 日 %2 時間</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 日</translation>
    </message>
</context>
<context>
    <name>EventNotice</name>
    <message>
        <source>%1: Slurm cannot be polled</source>
        <translation>%1: Slurm から取得できません</translation>
    </message>
    <message>
        <source>%1: Slurm can be polled again</source>
        <translation>%1: Slurm からの取得が回復しました</translation>
    </message>
    <message>
        <source>%1: a node list is held back</source>
        <translation>%1: ノード一覧を保留しています</translation>
    </message>
    <message>
        <source>%1: the config could not be reloaded</source>
        <translation>%1: 設定を再読み込みできませんでした</translation>
    </message>
    <message>
        <source>%1: the node list cannot be stored</source>
        <translation>%1: ノード一覧を保存できません</translation>
    </message>
    <message>
        <source>%1: the node list can be stored again</source>
        <translation>%1: ノード一覧の保存が回復しました</translation>
    </message>
    <message numerus="yes">
        <source>And %Ln more event(s).</source>
        <translation>
            <numerusform>ほかに %Ln 件のイベントがあります。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EventWords</name>
    <message>
        <source>node added</source>
        <translation>ノード追加</translation>
    </message>
    <message>
        <source>node removed</source>
        <translation>ノード削除</translation>
    </message>
    <message>
        <source>node state changed</source>
        <translation>ノードの状態変化</translation>
    </message>
    <message>
        <source>targets changed</source>
        <translation>ターゲット変化</translation>
    </message>
    <message>
        <source>poll failed</source>
        <translation>取得失敗</translation>
    </message>
    <message>
        <source>poll recovered</source>
        <translation>取得回復</translation>
    </message>
    <message>
        <source>list held back</source>
        <translation>一覧を保留</translation>
    </message>
    <message>
        <source>list accepted</source>
        <translation>一覧を受け入れ</translation>
    </message>
    <message>
        <source>stored list used</source>
        <translation>保存済み一覧を使用</translation>
    </message>
    <message>
        <source>storing failed</source>
        <translation>保存失敗</translation>
    </message>
    <message>
        <source>storing recovered</source>
        <translation>保存回復</translation>
    </message>
    <message>
        <source>config reloaded</source>
        <translation>設定の再読み込み</translation>
    </message>
    <message>
        <source>config refused</source>
        <translation>設定を拒否</translation>
    </message>
    <message>
        <source>login failed</source>
        <translation>ログイン失敗</translation>
    </message>
    <message>
        <source>other</source>
        <translation>その他</translation>
    </message>
    <message>
        <source>Nodes</source>
        <translation>ノード</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>ターゲット</translation>
    </message>
    <message>
        <source>Polls</source>
        <translation>取得</translation>
    </message>
    <message>
        <source>Lists</source>
        <translation>一覧</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Config</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>その他</translation>
    </message>
    <message>
        <source>daemon restarted</source>
        <translation>デーモン再起動</translation>
    </message>
</context>
<context>
    <name>HealthSentence</name>
    <message>
        <source>a poll is under way</source>
        <translation>取得を実行中</translation>
    </message>
    <message>
        <source>the next poll is due</source>
        <translation>まもなく次の取得</translation>
    </message>
    <message>
        <source>next poll in %1</source>
        <translation>次の取得まで %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln node(s)</source>
        <translation>
            <numerusform>%Ln ノード</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln job(s)</source>
        <translation>
            <numerusform>%Ln ジョブ</numerusform>
        </translation>
    </message>
    <message>
        <source>Serving %1, %2.</source>
        <translation>%1、%2を配信中。</translation>
    </message>
    <message>
        <source>Serving %1 of %2, %3.</source>
        <translation>%2の %1、%3を配信中。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln cluster(s)</source>
        <translation>
            <numerusform>%Ln クラスター</numerusform>
        </translation>
    </message>
    <message>
        <source>List %1 old, %2.</source>
        <translation>一覧は %1前、%2。</translation>
    </message>
    <message>
        <source>Oldest list %1 old, %2.</source>
        <translation>最も古い一覧は %1前、%2。</translation>
    </message>
    <message>
        <source>The last reload of the config failed; that of %1 stays in force.</source>
        <translation>設定の再読み込みに失敗しました。%1 の設定が引き続き有効です。</translation>
    </message>
    <message numerus="yes">
        <source>And %Ln more problem(s).</source>
        <translation>
            <numerusform>ほかに %Ln 件の問題があります。</numerusform>
        </translation>
    </message>
    <message>
        <source>Connecting to %1…</source>
        <translation>%1 に接続中…</translation>
    </message>
    <message>
        <source>Not connected.</source>
        <translation>接続していません。</translation>
    </message>
    <message>
        <source>%1 refuses the login.</source>
        <translation>%1 がログインを拒否しました。</translation>
    </message>
    <message>
        <source>%1 cannot be reached; trying again.</source>
        <translation>%1 に接続できません。再試行中です。</translation>
    </message>
    <message>
        <source>Connection lost; trying again. What is shown is %1 old.</source>
        <translation>接続が切れました。再試行中です。表示中の内容は %1前のものです。</translation>
    </message>
    <message>
        <source>Not a URL that can be asked: %1</source>
        <translation>問い合わせできない URL です: %1</translation>
    </message>
    <message>
        <source>The host has no address: %1</source>
        <translation>ホストのアドレスが見つかりません: %1</translation>
    </message>
    <message>
        <source>No connection: %1</source>
        <translation>接続できません: %1</translation>
    </message>
    <message>
        <source>TLS: %1</source>
        <translation>TLS: %1</translation>
    </message>
    <message>
        <source>Login: %1</source>
        <translation>ログイン: %1</translation>
    </message>
    <message>
        <source>This does not answer as prometheus-slurm-sd does: %1</source>
        <translation>prometheus-slurm-sd の応答ではありません: %1</translation>
    </message>
</context>
<context>
    <name>HelpDialogs</name>
    <message>
        <source>Keyboard Shortcuts</source>
        <translation>キーボードショートカット</translation>
    </message>
    <message>
        <source>About</source>
        <translation>このプログラムについて</translation>
    </message>
    <message>
        <source>Close the detail of a node</source>
        <translation>ノードの詳細を閉じる</translation>
    </message>
    <message>
        <source>Next place, previous place</source>
        <translation>次の項目、前の項目</translation>
    </message>
    <message>
        <source>Within the bars of partitions: choose</source>
        <translation>パーティションの棒グラフ内での選択</translation>
    </message>
    <message>
        <source>arrow keys</source>
        <translation>矢印キー</translation>
    </message>
    <message>
        <source>Show the nodes of what is chosen</source>
        <translation>選択したもののノードを表示</translation>
    </message>
    <message>
        <source>Shows what prometheus-slurm-sd serves to Prometheus, and changes its jobs.</source>
        <translation>prometheus-slurm-sd が Prometheus に配信する内容を表示し、そのジョブを変更します。</translation>
    </message>
    <message>
        <source>Free software, without any warranty, under the GNU General Public License, version 3 or later.</source>
        <translation>GNU General Public License バージョン 3 以降に基づくフリーソフトウェアです。いかなる保証もありません。</translation>
    </message>
    <message>
        <source>It is made with:</source>
        <translation>使用しているもの:</translation>
    </message>
    <message>
        <source>Nodes, targets: search</source>
        <translation>ノード、ターゲット: 検索</translation>
    </message>
    <message>
        <source>Nodes: search</source>
        <translation>ノード: 検索</translation>
    </message>
    <message>
        <source>Nodes: take the search away</source>
        <translation>ノード: 検索を消去</translation>
    </message>
    <message>
        <source>Copy what is chosen</source>
        <translation>選択したものをコピー</translation>
    </message>
    <message>
        <source>Targets: copy as JSON</source>
        <translation>ターゲット: JSON としてコピー</translation>
    </message>
    <message>
        <source>Targets: copy as curl command</source>
        <translation>ターゲット: curl コマンドとしてコピー</translation>
    </message>
    <message>
        <source>Targets: copy as Slurm hostlist</source>
        <translation>ターゲット: Slurm のホストリストとしてコピー</translation>
    </message>
    <message>
        <source>Targets: copy as scrape_configs</source>
        <translation>ターゲット: scrape_configs としてコピー</translation>
    </message>
    <message>
        <source>Targets: copy as PromQL selector</source>
        <translation>ターゲット: PromQL セレクターとしてコピー</translation>
    </message>
    <message>
        <source>Jobs: save</source>
        <translation>ジョブ: 保存</translation>
    </message>
    <message>
        <source>Jobs: undo, redo</source>
        <translation>ジョブ: 元に戻す、やり直す</translation>
    </message>
    <message>
        <source>Jobs: add, duplicate, remove</source>
        <translation>ジョブ: 追加、複製、削除</translation>
    </message>
    <message>
        <source>Jobs: move a job, or a label of one</source>
        <translation>ジョブ: ジョブまたはそのラベルを移動</translation>
    </message>
    <message>
        <source>How to Search</source>
        <translation>検索のしかた</translation>
    </message>
    <message>
        <source>A word: in a name, address, partition, label, reason or event; or a state</source>
        <translation>単語: 名前、アドレス、パーティション、ラベル、理由、イベントに含まれるもの、または状態</translation>
    </message>
    <message>
        <source>Any text as it is</source>
        <translation>そのままの文字列</translation>
    </message>
    <message>
        <source>Nodes by their names, as a Slurm hostlist</source>
        <translation>ノード名 (Slurm のホストリスト)</translation>
    </message>
    <message>
        <source>A field has one of these values</source>
        <translation>項目の値がこのいずれか</translation>
    </message>
    <message>
        <source>The same, as it is read aloud</source>
        <translation>同じ意味を言葉で</translation>
    </message>
    <message>
        <source>Any characters</source>
        <translation>任意の文字列</translation>
    </message>
    <message>
        <source>Something, nothing</source>
        <translation>値がある、値がない</translation>
    </message>
    <message>
        <source>A number or a size is more or less</source>
        <translation>数やサイズの大小</translation>
    </message>
    <message>
        <source>A label, as in PromQL</source>
        <translation>ラベル (PromQL と同じ書き方)</translation>
    </message>
    <message>
        <source>A regular expression for all of it</source>
        <translation>全体に一致する正規表現</translation>
    </message>
    <message>
        <source>Both (“and” may be left out), one of them, the opposite</source>
        <translation>両方 (“and” は省略可)、いずれか、否定</translation>
    </message>
    <message>
        <source>Fields of the Timeline</source>
        <translation>タイムラインの項目</translation>
    </message>
</context>
<context>
    <name>JobWords</name>
    <message>
        <source> or </source>
        <translation> または </translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>partition %1</source>
        <translation>パーティション %1</translation>
    </message>
    <message>
        <source>feature %1</source>
        <translation>フィーチャー %1</translation>
    </message>
    <message>
        <source>GRES %1</source>
        <translation>GRES %1</translation>
    </message>
    <message>
        <source>nodes %1</source>
        <translation>ノード %1</translation>
    </message>
    <message>
        <source>state %1</source>
        <translation>状態 %1</translation>
    </message>
    <message>
        <source>every node</source>
        <translation>すべてのノード</translation>
    </message>
    <message>
        <source>new job %1: port %2; %3</source>
        <translation>新しいジョブ %1: ポート %2; %3</translation>
    </message>
    <message>
        <source>%1 removed</source>
        <translation>%1 を削除</translation>
    </message>
    <message>
        <source>%1 unchanged</source>
        <translation>%1 は変更なし</translation>
    </message>
    <message>
        <source>the order of jobs: %1</source>
        <translation>ジョブの順序: %1</translation>
    </message>
    <message>
        <source>of the annotation</source>
        <translation>アノテーションのもの</translation>
    </message>
    <message>
        <source>name %1</source>
        <translation>名前 %1</translation>
    </message>
    <message>
        <source>user %1</source>
        <translation>ユーザー %1</translation>
    </message>
    <message>
        <source>account %1</source>
        <translation>アカウント %1</translation>
    </message>
    <message>
        <source>QOS %1</source>
        <translation>QOS %1</translation>
    </message>
    <message>
        <source>running jobs: %1</source>
        <translation>実行中のジョブ: %1</translation>
    </message>
    <message>
        <source>every running job that asks for it</source>
        <translation>アノテーションのあるすべての実行中のジョブ</translation>
    </message>
    <message>
        <source>every running job</source>
        <translation>すべての実行中のジョブ</translation>
    </message>
    <message numerus="yes">
        <source>%Ln target(s)</source>
        <translation>
            <numerusform>%Ln ターゲット</numerusform>
        </translation>
    </message>
    <message>
        <source>The job %1 goes, with %2.</source>
        <translation>ジョブ %1 がなくなります（%2）。</translation>
    </message>
    <message>
        <source>%1 loses %2 of its %3.</source>
        <translation>%1 は %3 のうち %2 を失います。</translation>
    </message>
</context>
<context>
    <name>ListText</name>
    <message>
        <source>a quote is not closed: expected another &quot;</source>
        <translation>引用符が閉じていません: &quot; がもう 1 つ必要です</translation>
    </message>
    <message>
        <source>expected name=value, got &quot;%1&quot;</source>
        <translation>名前=値 の形が必要ですが、&quot;%1&quot; があります</translation>
    </message>
</context>
<context>
    <name>ProblemTile</name>
    <message>
        <source>jobs without targets</source>
        <translation>ターゲットなし</translation>
    </message>
    <message>
        <source>held by the guard</source>
        <translation>ガードが保留中</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>%1 から</translation>
    </message>
    <message>
        <source>as yesterday</source>
        <translation>昨日と同じ</translation>
    </message>
    <message>
        <source>%1 since yesterday</source>
        <translation>昨日から %1</translation>
    </message>
    <message>
        <source>%1 since %2</source>
        <comment>change, time</comment>
        <translation>%2 から %1</translation>
    </message>
</context>
<context>
    <name>slurmsd::ApiAnswer</name>
    <message>
        <source>an answer without a type</source>
        <translation>種類のない応答</translation>
    </message>
    <message>
        <source>HTTP status %1, a redirect to %2, not followed</source>
        <translation>HTTP ステータス %1、%2 へのリダイレクト (追跡しません)</translation>
    </message>
    <message>
        <source>HTTP status %1 with %2: not an answer of prometheus-slurm-sd</source>
        <translation>HTTP ステータス %1、%2: prometheus-slurm-sd の応答ではありません</translation>
    </message>
    <message>
        <source>a user name and a password are needed, or those given are wrong</source>
        <translation>ユーザー名とパスワードが必要か、入力されたものが誤っています</translation>
    </message>
    <message>
        <source>an answer that cannot be read: %1</source>
        <translation>読み取れない応答: %1</translation>
    </message>
</context>
<context>
    <name>slurmsd::ApiExchange</name>
    <message>
        <source>no answer within %1 s</source>
        <translation>%1 秒以内に応答がありません</translation>
    </message>
    <message>
        <source>the answer has more than %1 MB</source>
        <translation>応答が %1 MB を超えています</translation>
    </message>
</context>
<context>
    <name>slurmsd::ClientSession</name>
    <message>
        <source>not connected</source>
        <translation>接続していません</translation>
    </message>
    <message>
        <source>no status of prometheus-slurm-sd</source>
        <translation>prometheus-slurm-sd の状態情報ではありません</translation>
    </message>
</context>
<context>
    <name>slurmsd::ClusterPanel</name>
    <message>
        <source>&amp;Poll Now</source>
        <translation>今すぐ取得(&amp;P)</translation>
    </message>
    <message>
        <source>Node list</source>
        <translation>ノード一覧</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>エンドポイント</translation>
    </message>
    <message>
        <source>Next poll</source>
        <translation>次の取得</translation>
    </message>
    <message>
        <source>Slurm</source>
        <translation>Slurm</translation>
    </message>
    <message>
        <source>Last poll</source>
        <translation>前回の取得</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>トークン</translation>
    </message>
    <message>
        <source>Last failure</source>
        <translation>前回の失敗</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>除外</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>クラスター</translation>
    </message>
    <message>
        <source>%1, %2 ago</source>
        <comment>time, age</comment>
        <translation>%1 (%2前)</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>まだなし</translation>
    </message>
    <message>
        <source>stored before the start: %1</source>
        <translation>起動前に保存: %1</translation>
    </message>
    <message>
        <source>under way</source>
        <translation>実行中</translation>
    </message>
    <message>
        <source>due now</source>
        <translation>まもなく</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>あと %1</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>duration, size</comment>
        <translation>%1、%2</translation>
    </message>
    <message>
        <source>release unknown</source>
        <translation>リリース不明</translation>
    </message>
    <message>
        <source>%1, REST API %2</source>
        <translation>%1、REST API %2</translation>
    </message>
    <message>
        <source>none, or does not tell when it expires</source>
        <translation>なし、または期限が不明</translation>
    </message>
    <message>
        <source>expired %1 ago</source>
        <translation>%1前に期限切れ</translation>
    </message>
    <message>
        <source>expires in %1</source>
        <translation>期限まであと %1</translation>
    </message>
    <message>
        <source>%1: %2 (%3)</source>
        <comment>class: message (when)</comment>
        <translation>%1: %2 (%3)</translation>
    </message>
    <message numerus="yes">
        <source>%Ln entry(ies) of Slurm’s answer without a usable name</source>
        <translation>
            <numerusform>Slurm の応答のうち、使える名前のない項目 %Ln 件</numerusform>
        </translation>
    </message>
    <message>
        <source>Running jobs</source>
        <translation>実行中のジョブ</translation>
    </message>
</context>
<context>
    <name>slurmsd::ColumnFilterHeader</name>
    <message>
        <source>Filter of the column %1</source>
        <translation>列「%1」のフィルター</translation>
    </message>
    <message>
        <source>Only nodes with these digits in the column; or compare: &gt;=64, &lt;512G</source>
        <translation>列にこの数字を含むノードだけを表示。比較もできます: &gt;=64、&lt;512G</translation>
    </message>
    <message>
        <source>Only nodes with this text in the column; * stands for any characters</source>
        <translation>列にこの文字列を含むノードだけを表示。* は任意の文字列を表します</translation>
    </message>
</context>
<context>
    <name>slurmsd::ConfigPanel</name>
    <message>
        <source>Daemon</source>
        <translation>デーモン</translation>
    </message>
    <message>
        <source>Config</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>起動</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>変更操作</translation>
    </message>
    <message>
        <source>enabled</source>
        <translation>有効</translation>
    </message>
    <message>
        <source>not enabled</source>
        <translation>無効</translation>
    </message>
    <message>
        <source>polls and reloads %1, config %2</source>
        <translation>取得と再読み込み: %1、設定: %2</translation>
    </message>
    <message>
        <source>%1, %2 ago</source>
        <comment>time, age</comment>
        <translation>%1 (%2前)</translation>
    </message>
    <message>
        <source>built in, no file</source>
        <translation>組み込み (ファイルなし)</translation>
    </message>
    <message>
        <source>%1, loaded %2 ago</source>
        <translation>%1 (%2前に読み込み)</translation>
    </message>
    <message>
        <source>The reload of %1 failed, and the config of %2 stays in force:</source>
        <translation>%1 の再読み込みに失敗しました。%2 の設定が引き続き有効です:</translation>
    </message>
</context>
<context>
    <name>slurmsd::ConflictPanel</name>
    <message>
        <source>&amp;Keep mine: save over theirs</source>
        <translation>自分の変更を残す: 上書き保存(&amp;K)</translation>
    </message>
    <message>
        <source>Take &amp;theirs: drop my changes</source>
        <translation>相手の変更を取り込む: 自分の変更を破棄(&amp;T)</translation>
    </message>
    <message>
        <source>Puts both together, to be looked at and saved.</source>
        <translation>両方の変更を合わせます。確認してから保存します。</translation>
    </message>
    <message>
        <source>Both changed %1:</source>
        <translation>両方が %1 を変更:</translation>
    </message>
    <message>
        <source>Whose change of %1 stays</source>
        <translation>%1 でどちらの変更を残すか</translation>
    </message>
    <message>
        <source>mine — %1</source>
        <translation>自分 — %1</translation>
    </message>
    <message>
        <source>theirs — %1</source>
        <translation>相手 — %1</translation>
    </message>
    <message>
        <source>◆ Somebody else saved while you were editing. They changed: %1</source>
        <translation>◆ 編集中にほかの人が保存しました。相手の変更: %1</translation>
    </message>
    <message>
        <source>Me&amp;rge</source>
        <translation>マージ(&amp;R)</translation>
    </message>
</context>
<context>
    <name>slurmsd::ConnectionForm</name>
    <message>
        <source>&amp;URL</source>
        <translation>URL(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名前(&amp;N)</translation>
    </message>
    <message>
        <source>as you call it; else host and port</source>
        <translation>任意の名前 (省略時はホストとポート)</translation>
    </message>
    <message>
        <source>Us&amp;er</source>
        <translation>ユーザー(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>パスワード(&amp;P)</translation>
    </message>
    <message>
        <source>C&amp;A certificates</source>
        <translation>CA 証明書(&amp;A)</translation>
    </message>
    <message>
        <source>Choose CA certificates</source>
        <translation>CA 証明書の選択</translation>
    </message>
    <message>
        <source>those of the system</source>
        <translation>システムの CA 証明書</translation>
    </message>
    <message>
        <source>Client ce&amp;rtificate</source>
        <translation>クライアント証明書(&amp;R)</translation>
    </message>
    <message>
        <source>Choose a client certificate</source>
        <translation>クライアント証明書の選択</translation>
    </message>
    <message>
        <source>Client &amp;key</source>
        <translation>クライアント鍵(&amp;K)</translation>
    </message>
    <message>
        <source>Choose the certificate’s key</source>
        <translation>証明書の鍵の選択</translation>
    </message>
    <message>
        <source>Ke&amp;y’s passphrase</source>
        <translation>鍵のパスフレーズ(&amp;Y)</translation>
    </message>
    <message>
        <source>PEM files (*.pem *.crt *.cer *.key);;All files (*)</source>
        <translation>PEM ファイル (*.pem *.crt *.cer *.key);;すべてのファイル (*)</translation>
    </message>
    <message>
        <source>a password needs a user</source>
        <translation>パスワードにはユーザーが必要です</translation>
    </message>
    <message>
        <source>a client certificate needs its key</source>
        <translation>クライアント証明書には鍵が必要です</translation>
    </message>
    <message>
        <source>a key needs its certificate</source>
        <translation>鍵には証明書が必要です</translation>
    </message>
    <message>
        <source>there is no such file</source>
        <translation>ファイルがありません</translation>
    </message>
    <message>
        <source>this file cannot be read</source>
        <translation>ファイルを読み取れません</translation>
    </message>
</context>
<context>
    <name>slurmsd::ConnectionPanel</name>
    <message>
        <source>For&amp;get</source>
        <translation>削除(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation>テスト(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Saved connections</source>
        <translation>保存した接続(&amp;S)</translation>
    </message>
    <message>
        <source>Forget the chosen connection and its password</source>
        <translation>選択した接続とそのパスワードを削除</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Save and &amp;Connect</source>
        <translation>保存して接続(&amp;C)</translation>
    </message>
    <message>
        <source>Passwords are kept in the desktop’s keyring.</source>
        <translation>パスワードはデスクトップのキーリングに保存されます。</translation>
    </message>
    <message>
        <source>S&amp;top the Test</source>
        <translation>テストを中止(&amp;T)</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>テスト中…</translation>
    </message>
    <message>
        <source>This connection works.</source>
        <translation>この接続は正常です。</translation>
    </message>
    <message>
        <source>Connect to a daemon</source>
        <translation>デーモンに接続</translation>
    </message>
    <message>
        <source>Saved connections</source>
        <translation>保存した接続</translation>
    </message>
</context>
<context>
    <name>slurmsd::ConnectionTest</name>
    <message>
        <source>%1, certificate of %2, good until %3</source>
        <translation>%1、%2 の証明書、有効期限 %3</translation>
    </message>
    <message>
        <source>URL</source>
        <translation>URL</translation>
    </message>
    <message>
        <source>DNS</source>
        <translation>DNS</translation>
    </message>
    <message>
        <source>TCP</source>
        <translation>TCP</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>ログイン</translation>
    </message>
    <message>
        <source>API</source>
        <translation>API</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>リクエスト</translation>
    </message>
    <message>
        <source>no answer within %1 s</source>
        <translation>%1 秒以内に応答がありません</translation>
    </message>
    <message>
        <source>%1, port %2</source>
        <translation>%1、ポート %2</translation>
    </message>
    <message>
        <source>none is needed</source>
        <translation>不要</translation>
    </message>
    <message>
        <source>the answer is no status of prometheus-slurm-sd</source>
        <translation>応答が prometheus-slurm-sd の状態情報ではありません</translation>
    </message>
    <message>
        <source>prometheus-slurm-sd %1</source>
        <translation>prometheus-slurm-sd %1</translation>
    </message>
    <message>
        <source>Write http:// or https://, the host and the port of the daemon’s --web.listen-address: http://head:8080.</source>
        <translation>http:// または https:// に続けて、デーモンの --web.listen-address のホストとポートを書いてください: http://head:8080</translation>
    </message>
    <message>
        <source>Check the name: “getent hosts %1” on this machine should print its address. The address itself will do as well.</source>
        <translation>名前を確認してください: このマシンで「getent hosts %1」がアドレスを表示するはずです。アドレスを直接書いてもかまいません。</translation>
    </message>
    <message>
        <source>Check on %1 that the daemon runs and listens on this address and port (--web.listen-address), and that no firewall is between. If it listens on 127.0.0.1 alone: “ssh -L %2:127.0.0.1:%2 %1”, and http://127.0.0.1:%2 here.</source>
        <translation>%1 でデーモンが動作し、このアドレスとポート (--web.listen-address) で待ち受けていること、間にファイアウォールがないことを確認してください。127.0.0.1 だけで待ち受けている場合は「ssh -L %2:127.0.0.1:%2 %1」を実行し、ここでは http://127.0.0.1:%2 とします。</translation>
    </message>
    <message>
        <source>Where the daemon has TLS: give the file of the CA that signed the daemon’s certificate, a host name that the certificate has, and a client certificate where the daemon asks for one (client_auth_type).</source>
        <translation>デーモンが TLS を使う場合: デーモンの証明書に署名した CA のファイルと、証明書にあるホスト名を指定してください。デーモンが要求する場合 (client_auth_type) はクライアント証明書も必要です。</translation>
    </message>
    <message>
        <source>The users are those of basic_auth_users in the daemon’s web config file, or of a proxy before it. Type the password anew; after too many tries wait a minute.</source>
        <translation>ユーザーはデーモンの Web 設定ファイルの basic_auth_users、またはその手前のプロキシのものです。パスワードを入力し直してください。試行が多すぎた場合は 1 分待ってください。</translation>
    </message>
    <message>
        <source>Check that it is prometheus-slurm-sd that listens there, not Prometheus or an exporter, and that a proxy passes /api/v1/ on: look at %1 in a browser.</source>
        <translation>そこで待ち受けているのが Prometheus やエクスポーターではなく prometheus-slurm-sd であること、プロキシが /api/v1/ を通すことを確認してください: ブラウザーで %1 を開いてみてください。</translation>
    </message>
</context>
<context>
    <name>slurmsd::ConnectionUrl</name>
    <message>
        <source>expected http://host:port or https://host:port</source>
        <translation>http://host:port または https://host:port の形で入力してください</translation>
    </message>
    <message>
        <source>expected a URL without a user name and password: they have fields of their own</source>
        <translation>URL にユーザー名とパスワードは含められません。専用の欄に入力してください</translation>
    </message>
    <message>
        <source>expected a URL without &quot;?&quot; and &quot;#&quot;</source>
        <translation>URL に &quot;?&quot; と &quot;#&quot; は含められません</translation>
    </message>
    <message>
        <source>a user name has no colon</source>
        <translation>ユーザー名にコロンは使えません</translation>
    </message>
</context>
<context>
    <name>slurmsd::Connections</name>
    <message>
        <source>Demo cluster</source>
        <translation>デモクラスター</translation>
    </message>
</context>
<context>
    <name>slurmsd::DaemonView</name>
    <message>
        <source>Overview</source>
        <translation>概要</translation>
    </message>
    <message>
        <source>Nodes</source>
        <translation>ノード</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>ターゲット</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>ジョブ</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>タイムライン</translation>
    </message>
    <message>
        <source>Since the daemon’s last answer</source>
        <translation>デーモンの最後の応答からの経過時間</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>閉じる (Esc)</translation>
    </message>
    <message>
        <source>Close the detail</source>
        <translation>詳細を閉じる</translation>
    </message>
    <message>
        <source>Chan&amp;ge the Connection…</source>
        <translation>接続を変更(&amp;G)…</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Running jobs</source>
        <translation>実行中のジョブ</translation>
    </message>
</context>
<context>
    <name>slurmsd::DaemonsModel</name>
    <message>
        <source>Daemon</source>
        <translation>デーモン</translation>
    </message>
    <message>
        <source>Nodes</source>
        <translation>ノード</translation>
    </message>
    <message>
        <source>Jobs without targets</source>
        <translation>ターゲットのないジョブ</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>保留中</translation>
    </message>
    <message>
        <source>How it is</source>
        <translation>状況</translation>
    </message>
</context>
<context>
    <name>slurmsd::DaemonsTable</name>
    <message>
        <source>All daemons</source>
        <translation>すべてのデーモン</translation>
    </message>
</context>
<context>
    <name>slurmsd::DemoDaemon</name>
    <message>
        <source>the demo daemon does not listen</source>
        <translation>デモのデーモンが待ち受けを開始しません</translation>
    </message>
    <message>
        <source>no temporary file can be written: %1</source>
        <translation>一時ファイルに書き込めません: %1</translation>
    </message>
    <message>
        <source>the demo daemon has ended: %1</source>
        <translation>デモのデーモンが終了しました: %1</translation>
    </message>
    <message>
        <source>%1 was found neither beside this program nor in PATH; it is in the package %1</source>
        <translation>%1 がこのプログラムと同じ場所にも PATH にも見つかりません。パッケージ %1 に入っています</translation>
    </message>
</context>
<context>
    <name>slurmsd::Example</name>
    <message>
        <source>e.g. %1</source>
        <translation>例: %1</translation>
    </message>
</context>
<context>
    <name>slurmsd::HeldListBar</name>
    <message>
        <source>&amp;Accept the Smaller List…</source>
        <translation>小さい一覧を受け入れる(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Keep the Old List</source>
        <translation>古い一覧を維持(&amp;K)</translation>
    </message>
    <message numerus="yes">
        <source>%Ln node(s)</source>
        <translation>
            <numerusform>%Ln ノード</numerusform>
        </translation>
    </message>
    <message>
        <source>(%1)</source>
        <translation>(%1)</translation>
    </message>
    <message numerus="yes">
        <source>%Ln target(s)</source>
        <translation>
            <numerusform>%Ln ターゲット</numerusform>
        </translation>
    </message>
    <message>
        <source>A new list of %1 is held back: %2 of the %3 in force would vanish. The old list is served until the new one is accepted here, Slurm has said the same for long enough, or the nodes come back.</source>
        <translation>%1の新しい一覧を保留中です。有効な %3のうち %2が消えるためです。ここで新しい一覧を受け入れるか、Slurm が同じ結果を十分長く返すか、ノードが戻るまで、古い一覧を配信します。</translation>
    </message>
    <message>
        <source>What job %1 would get is held back: %2 of its %3 would vanish. The old targets are served until the new ones are accepted here, Slurm has said the same for long enough, or they come back.</source>
        <translation>ジョブ %1の新しいターゲットを保留中です。%3のうち %2が消えるためです。ここで受け入れるか、Slurm が同じ結果を十分長く返すか、ターゲットが戻るまで、古いターゲットを配信します。</translation>
    </message>
    <message>
        <source>These targets of job %1 end, and Prometheus stops to scrape and to alert on them: %2.</source>
        <translation>ジョブ %1の次のターゲットがなくなり、Prometheus はそれらのスクレイプとアラートをやめます: %2。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more job(s) are held.</source>
        <translation>
            <numerusform>ほかに %Ln ジョブを保留中。</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Accept %1</source>
        <comment>id of what is held</comment>
        <translation>%1 を承認(&amp;A)</translation>
    </message>
    <message>
        <source>The targets of %1 end in every job, and Prometheus stops to scrape and to alert on them: %2. Right if these nodes were taken out of Slurm for good.</source>
        <translation>%1のターゲットがすべてのジョブからなくなり、Prometheus はそれらのスクレイプとアラートをやめます: %2。これらのノードを Slurm から恒久的に外したのであれば正しい操作です。</translation>
    </message>
    <message>
        <source>Gone would be %1.</source>
        <translation>なくなるもの: %1。</translation>
    </message>
</context>
<context>
    <name>slurmsd::JobKeysForm</name>
    <message>
        <source>address (NodeAddr)</source>
        <translation>アドレス (NodeAddr)</translation>
    </message>
    <message>
        <source>hostname (NodeHostname)</source>
        <translation>ホスト名 (NodeHostname)</translation>
    </message>
    <message>
        <source>name (NodeName)</source>
        <translation>名前 (NodeName)</translation>
    </message>
    <message>
        <source>as in the scrape config</source>
        <translation>scrape config に従う</translation>
    </message>
    <message>
        <source>The Prometheus job that it is for: ?prom_job=NAME.</source>
        <translation>対象の Prometheus ジョブ: ?prom_job=NAME。</translation>
    </message>
    <message>
        <source>Which nodes: all of these hold</source>
        <translation>対象ノード: 次のすべてを満たすもの</translation>
    </message>
    <message>
        <source>Regular expressions for the whole name of a partition; one must match.</source>
        <translation>パーティション名全体に対する正規表現。いずれかに一致するもの。</translation>
    </message>
    <message>
        <source>A node needs one of them.</source>
        <translation>ノードにいずれかが必要です。</translation>
    </message>
    <message>
        <source>A Slurm hostlist.</source>
        <translation>Slurm のホストリスト。</translation>
    </message>
    <message>
        <source>A node is in one of them; none checked: any.</source>
        <translation>ノードがいずれかの状態であること。選択なしはすべて。</translation>
    </message>
    <message>
        <source>Nodes in these states are left out.</source>
        <translation>これらの状態のノードは除外します。</translation>
    </message>
    <message>
        <source>How they are scraped</source>
        <translation>スクレイプの方法</translation>
    </message>
    <message>
        <source>Which of a node&apos;s names a target is made of.</source>
        <translation>ターゲットに使うノードの名前。</translation>
    </message>
    <message>
        <source>Another port on some partitions.</source>
        <translation>一部のパーティションで使う別のポート。</translation>
    </message>
    <message>
        <source>Becomes __scheme__.</source>
        <translation>__scheme__ になります。</translation>
    </message>
    <message>
        <source>Becomes __metrics_path__.</source>
        <translation>__metrics_path__ になります。</translation>
    </message>
    <message>
        <source>Each becomes __param_NAME.</source>
        <translation>それぞれ __param_NAME になります。</translation>
    </message>
    <message>
        <source>Made of the node&apos;s names, in place of them.</source>
        <translation>ノードの名前から作り、その代わりに使います。</translation>
    </message>
    <message>
        <source>Hosts that are no nodes, each list with its labels.</source>
        <translation>ノードではないホスト。リストごとにラベルを付けます。</translation>
    </message>
    <message>
        <source>Becomes __scrape_interval__.</source>
        <translation>__scrape_interval__ になります。</translation>
    </message>
    <message>
        <source>Becomes __scrape_timeout__.</source>
        <translation>__scrape_timeout__ になります。</translation>
    </message>
    <message>
        <source>What they are labelled with</source>
        <translation>付けるラベル</translation>
    </message>
    <message>
        <source>In the order by which groups are sorted.</source>
        <translation>グループはこの順で並びます。</translation>
    </message>
    <message>
        <source>The same on all targets.</source>
        <translation>すべてのターゲットに共通。</translation>
    </message>
    <message>
        <source>node (the cluster&apos;s nodes)</source>
        <translation>node(クラスターのノード)</translation>
    </message>
    <message>
        <source>job (servers inside running jobs)</source>
        <translation>job(実行中のジョブの中のサーバー)</translation>
    </message>
    <message>
        <source>admin_comment (of administrators)</source>
        <translation>admin_comment(管理者用)</translation>
    </message>
    <message>
        <source>true (jobs that ask for it)</source>
        <translation>true(アノテーションのあるジョブ)</translation>
    </message>
    <message>
        <source>false (all that match)</source>
        <translation>false(条件に合うすべてのジョブ)</translation>
    </message>
    <message>
        <source>What its targets are.</source>
        <translation>何をターゲットにするか。</translation>
    </message>
    <message>
        <source>The exporter&apos;s port on each node; several: a target on each. Of running jobs: where their annotation names none.</source>
        <translation>各ノードの exporter のポート。複数ならそれぞれがターゲットになります。実行中のジョブでは、アノテーションにポートがない場合に使います。</translation>
    </message>
    <message>
        <source>What a running job may ask for</source>
        <translation>実行中のジョブが指定できること</translation>
    </message>
    <message>
        <source>Where its annotation is.</source>
        <translation>アノテーションのある場所。</translation>
    </message>
    <message>
        <source>Does a job need an annotation?</source>
        <translation>ジョブにアノテーションが必要かどうか。</translation>
    </message>
    <message>
        <source>Ports that an annotation may name.</source>
        <translation>アノテーションで指定できるポート。</translation>
    </message>
    <message>
        <source>The nodes of a job that are targets; an annotation may ask for the other.</source>
        <translation>ジョブのノードのうちターゲットになるもの。アノテーションでもう一方を指定できます。</translation>
    </message>
    <message>
        <source>Targets of one running job.</source>
        <translation>実行中のジョブ 1 つのターゲットの数。</translation>
    </message>
    <message>
        <source>Regular expressions for the whole name of a job; one must match.</source>
        <translation>ジョブ名全体に対する正規表現。いずれかに一致するもの。</translation>
    </message>
    <message>
        <source>A job is of one of them.</source>
        <translation>ジョブはこのいずれかに属します。</translation>
    </message>
    <message>
        <source>A node needs one of them; a job asked for one of them.</source>
        <translation>ノードはこのいずれかを持つ必要があります。ジョブはこのいずれかを要求している必要があります。</translation>
    </message>
    <message>
        <source>Which running jobs: all of these hold</source>
        <translation>対象の実行中のジョブ: 次のすべてを満たすもの</translation>
    </message>
</context>
<context>
    <name>slurmsd::JobListText</name>
    <message>
        <source>the poll took %1 s and %2</source>
        <extracomment>Of the jobs: &quot;0.950 s&quot;, &quot;16.1 MiB&quot;</extracomment>
        <translation>取得に %1 秒、%2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln job(s), %1 running, %2 ago</source>
        <translation>
            <numerusform>ジョブ %Ln 件、うち実行中 %1 件、%2前</numerusform>
        </translation>
    </message>
    <message>
        <source>no list of jobs yet</source>
        <translation>ジョブの一覧はまだありません</translation>
    </message>
    <message>
        <source>; </source>
        <translation>; </translation>
    </message>
    <message>
        <source>polls have failed for %1: %2</source>
        <translation>%1前から取得に失敗しています: %2</translation>
    </message>
    <message>
        <source>the list is too old to serve targets of (slurm.jobs.max_age)</source>
        <translation>一覧が古すぎるためターゲットを配信していません (slurm.jobs.max_age)</translation>
    </message>
    <message numerus="yes">
        <source>%Ln running job(s) are hidden from the daemon (PrivateData=jobs)</source>
        <translation>
            <numerusform>実行中のジョブ %Ln 件がデーモンには見えません (PrivateData=jobs)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>slurmsd::JobsLine</name>
    <message>
        <source>Jobs and their targets</source>
        <translation>ジョブとそのターゲット</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>ほか %Ln 件</numerusform>
        </translation>
    </message>
    <message>
        <source>Targets by job:</source>
        <translation>ジョブごとのターゲット:</translation>
    </message>
</context>
<context>
    <name>slurmsd::JobsPage</name>
    <message>
        <source>The jobs have problems, so there is no text of them yet. Go back and mend them, or drop what you changed and go on with the file as it is.</source>
        <translation>ジョブに問題があるため、テキストにできません。戻って直すか、変更を破棄して元のファイルのまま続けてください。</translation>
    </message>
    <message>
        <source>The text has problems, so it has no jobs to show yet. Go back and mend it, or drop what you changed and go on with the file as it is.</source>
        <translation>テキストに問題があるため、ジョブを表示できません。戻って直すか、変更を破棄して元のファイルのまま続けてください。</translation>
    </message>
    <message>
        <source>Undo %1</source>
        <translation>元に戻す %1</translation>
    </message>
    <message>
        <source>Redo %1</source>
        <translation>やり直す %1</translation>
    </message>
    <message>
        <source>Set by flags or the environment, whatever the file says: %1</source>
        <translation>ファイルの内容によらず、フラグまたは環境変数で決まるもの: %1</translation>
    </message>
    <message numerus="yes">
        <source>… and %Ln more</source>
        <translation>
            <numerusform>… ほか %Ln 件</numerusform>
        </translation>
    </message>
    <message>
        <source>What saving would do is shown here once nothing is wrong any more.</source>
        <translation>問題がなくなると、保存した場合の変化をここに表示します。</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>ジョブ</translation>
    </message>
    <message>
        <source>Text of the file</source>
        <translation>ファイルのテキスト</translation>
    </message>
    <message>
        <source>Form of the config</source>
        <translation>設定の形式</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>追加</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>複製</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>上へ</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>下へ</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>やり直す</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>What is wrong with the text</source>
        <translation>テキストの問題</translation>
    </message>
    <message>
        <source>Go &amp;back</source>
        <translation>戻る(&amp;B)</translation>
    </message>
    <message>
        <source>Discard chang&amp;es</source>
        <translation>変更を破棄(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Save (%1)</source>
        <translation>保存 (%1)</translation>
    </message>
    <message>
        <source>Drop my ch&amp;anges</source>
        <translation>変更を破棄(&amp;A)</translation>
    </message>
</context>
<context>
    <name>slurmsd::JobsSession</name>
    <message>
        <source>The config has not been read yet.</source>
        <translation>設定をまだ読み込んでいません。</translation>
    </message>
    <message>
        <source>The daemon runs with its built-in config. Start it with --config.file to change its jobs.</source>
        <translation>デーモンは組み込みの設定で動作しています。ジョブを変更するには --config.file を付けて起動してください。</translation>
    </message>
    <message>
        <source>The daemon takes no changes. Start it with --web.enable-admin-api to change its jobs here.</source>
        <translation>デーモンは変更を受け付けません。ここでジョブを変更するには --web.enable-admin-api を付けて起動してください。</translation>
    </message>
    <message>
        <source>The daemon cannot write its config file: %1</source>
        <translation>デーモンが設定ファイルに書き込めません: %1</translation>
    </message>
    <message>
        <source>The config file is not valid any more, so it has no jobs to show. It can be mended as a text.</source>
        <translation>設定ファイルが正しくなくなったため、ジョブを表示できません。テキストとして直せます。</translation>
    </message>
    <message numerus="yes">
        <source>%1 (and %Ln more)</source>
        <translation>
            <numerusform>%1 (ほか %Ln 件)</numerusform>
        </translation>
    </message>
    <message>
        <source>There has to be at least one job.</source>
        <translation>ジョブが少なくとも 1 つ必要です。</translation>
    </message>
    <message>
        <source>Nothing has changed.</source>
        <translation>変更はありません。</translation>
    </message>
    <message>
        <source>Asking the daemon what this would change …</source>
        <translation>この変更の影響をデーモンに問い合わせ中…</translation>
    </message>
    <message>
        <source>Saving …</source>
        <translation>保存中…</translation>
    </message>
    <message>
        <source>The connection is lost. The changes are kept here until it is back.</source>
        <translation>接続が切れています。変更は接続が戻るまでここに保持されます。</translation>
    </message>
    <message>
        <source>Somebody else saved first: choose what becomes of it.</source>
        <translation>ほかの人が先に保存しました。どうするか選んでください。</translation>
    </message>
    <message>
        <source>Saved, and in force.</source>
        <translation>保存しました。設定は有効です。</translation>
    </message>
    <message>
        <source>the file is not valid any more</source>
        <translation>ファイルが正しくなくなりました</translation>
    </message>
    <message>
        <source>other sections of the file</source>
        <translation>ファイルのほかのセクション</translation>
    </message>
    <message>
        <source>nothing but spacing or comments</source>
        <translation>空白とコメントのみ</translation>
    </message>
    <message>
        <source>The file is not valid, so its jobs cannot be merged.</source>
        <translation>ファイルが正しくないため、ジョブをマージできません。</translation>
    </message>
    <message>
        <source>Your changes have problems. Mend them first.</source>
        <translation>自分の変更に問題があります。先に直してください。</translation>
    </message>
    <message>
        <source>You changed more of the text than its jobs, which cannot be merged.</source>
        <translation>テキストのジョブ以外の部分も変更しているため、マージできません。</translation>
    </message>
    <message>
        <source>These jobs cannot be put into the text of the file. Discard the changes, or make them in the text.</source>
        <translation>これらのジョブはファイルのテキストに書き込めません。変更を破棄するか、テキストで変更してください。</translation>
    </message>
    <message>
        <source>change of %1</source>
        <translation>%1 の変更</translation>
    </message>
    <message>
        <source>new job</source>
        <translation>ジョブの追加</translation>
    </message>
    <message>
        <source>removal of %1</source>
        <translation>%1 の削除</translation>
    </message>
    <message>
        <source>move of %1</source>
        <translation>%1 の移動</translation>
    </message>
    <message>
        <source>edit of the text</source>
        <translation>テキストの編集</translation>
    </message>
    <message>
        <source>Nothing is saved before you say so.</source>
        <translation>確認されるまで保存されません。</translation>
    </message>
</context>
<context>
    <name>slurmsd::JobsTable</name>
    <message>
        <source>Jobs</source>
        <translation>ジョブ</translation>
    </message>
</context>
<context>
    <name>slurmsd::JobsTableModel</name>
    <message>
        <source>%1 (new)</source>
        <translation>%1 (新規)</translation>
    </message>
    <message>
        <source>%1 (changed)</source>
        <translation>%1 (変更)</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>ジョブ</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>ポート</translation>
    </message>
    <message>
        <source>Matches</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>ラベル</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>ターゲット</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>問題</translation>
    </message>
</context>
<context>
    <name>slurmsd::LabelsField</name>
    <message>
        <source>Another label, a part of a node&apos;s extra or comment</source>
        <translation>ノードの extra または comment の一部を値とするラベル</translation>
    </message>
    <message>
        <source>Earlier among the labels (Alt+Up)</source>
        <translation>ラベルの順番を前へ (Alt+Up)</translation>
    </message>
    <message>
        <source>Later among the labels (Alt+Down)</source>
        <translation>ラベルの順番を後ろへ (Alt+Down)</translation>
    </message>
</context>
<context>
    <name>slurmsd::LossPanel</name>
    <message>
        <source>Save all the sa&amp;me</source>
        <translation>それでも保存(&amp;M)</translation>
    </message>
    <message>
        <source>Do &amp;not save</source>
        <translation>保存しない(&amp;N)</translation>
    </message>
</context>
<context>
    <name>slurmsd::MainMenu</name>
    <message>
        <source>&amp;File</source>
        <translation>ファイル(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Connect…</source>
        <translation>接続(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Try the Demo Cluster</source>
        <translation>デモクラスターを試す(&amp;T)</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>閉じる(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>終了(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>表示(&amp;V)</translation>
    </message>
    <message>
        <source>Ne&amp;xt Daemon</source>
        <translation>次のデーモン(&amp;X)</translation>
    </message>
    <message>
        <source>Pre&amp;vious Daemon</source>
        <translation>前のデーモン(&amp;V)</translation>
    </message>
    <message>
        <source>Desktop &amp;Notifications</source>
        <translation>デスクトップ通知(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>外観(&amp;A)</translation>
    </message>
    <message>
        <source>As the &amp;System</source>
        <translation>システムに従う(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>ライト(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>ダーク(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>言語(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Daemon</source>
        <translation>デーモン(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Poll Now</source>
        <translation>今すぐ取得(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Accept the Smaller List…</source>
        <translation>小さい一覧を受け入れる(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Reload Config</source>
        <translation>設定を再読み込み(&amp;R)</translation>
    </message>
    <message>
        <source>Change the &amp;Connection…</source>
        <translation>接続を変更(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>ヘルプ(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Keyboard Shortcuts</source>
        <translation>キーボードショートカット(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;About</source>
        <translation>このプログラムについて(&amp;A)</translation>
    </message>
    <message>
        <source>No daemon is open.</source>
        <translation>開いているデーモンはありません。</translation>
    </message>
    <message>
        <source>No list is held back.</source>
        <translation>保留中の一覧はありません。</translation>
    </message>
    <message>
        <source>This desktop has no tray for notifications.</source>
        <translation>このデスクトップには通知用のトレイがありません。</translation>
    </message>
    <message>
        <source>All Daemo&amp;ns</source>
        <translation>すべてのデーモン(&amp;N)</translation>
    </message>
</context>
<context>
    <name>slurmsd::MainWindow</name>
    <message>
        <source>Discard and &amp;Close</source>
        <translation>破棄して閉じる(&amp;C)</translation>
    </message>
    <message>
        <source>Keep &amp;Open</source>
        <translation>開いたままにする(&amp;O)</translation>
    </message>
    <message>
        <source>Dis&amp;miss</source>
        <translation>閉じる(&amp;M)</translation>
    </message>
    <message>
        <source>%1 %2 – %3</source>
        <comment>mark of health, daemon, program</comment>
        <translation>%1 %2 – %3</translation>
    </message>
    <message>
        <source>The program speaks this language from its next start on.</source>
        <translation>言語の変更は次回の起動から有効です。</translation>
    </message>
    <message>
        <source>There are changes to the jobs of %1 that are not saved.</source>
        <translation>%1 のジョブに保存していない変更があります。</translation>
    </message>
    <message>
        <source>Daemons</source>
        <translation>デーモン</translation>
    </message>
    <message>
        <source>All Daemons</source>
        <translation>すべてのデーモン</translation>
    </message>
</context>
<context>
    <name>slurmsd::NodeDetail</name>
    <message>
        <source>Detail of the node</source>
        <translation>ノードの詳細</translation>
    </message>
    <message>
        <source>Choose a node to read which jobs have it as a target, and why others have not.</source>
        <translation>ノードを選ぶと、どのジョブのターゲットになっているか、ほかのジョブではなぜならないかを表示します。</translation>
    </message>
    <message>
        <source>Copy this as text</source>
        <translation>テキストとしてコピー</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>in no partition</source>
        <translation>パーティションなし</translation>
    </message>
    <message>
        <source>cluster %1</source>
        <translation>クラスター %1</translation>
    </message>
    <message>
        <source>set by %1</source>
        <translation>%1 による</translation>
    </message>
    <message>
        <source>what is served is of an older list: %1</source>
        <translation>配信中の内容は以前のノード一覧のものです: %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more node(s) have this address</source>
        <translation>
            <numerusform>ほかに %Ln ノードが同じアドレスです</numerusform>
        </translation>
    </message>
    <message>
        <source>Cop&amp;y</source>
        <translation>コピー(&amp;Y)</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>詳細</translation>
    </message>
    <message>
        <source>All that Slurm tells of the node</source>
        <translation>Slurm が示すこのノードのすべての情報</translation>
    </message>
    <message>
        <source>somebody</source>
        <translation>誰か</translation>
    </message>
    <message>
        <source>%1 set the reason</source>
        <translation>理由の設定者: %1</translation>
    </message>
    <message>
        <source>%1 set the reason %2, %3 ago</source>
        <comment>user, time, age</comment>
        <translation>理由の設定者: %1、%2 (%3前)</translation>
    </message>
    <message>
        <source>Comment:</source>
        <translation>コメント:</translation>
    </message>
    <message>
        <source>%1, %2 ago</source>
        <comment>time, age</comment>
        <translation>%1 (%2前)</translation>
    </message>
    <message>
        <source>Boot time</source>
        <translation>起動時刻</translation>
    </message>
    <message>
        <source>Last busy</source>
        <translation>最後の使用</translation>
    </message>
</context>
<context>
    <name>slurmsd::NodeFilter</name>
    <message>
        <source>the quote is not closed</source>
        <translation>引用符が閉じていません</translation>
    </message>
    <message>
        <source>“)” without “(”</source>
        <translation>「(」のない「)」があります</translation>
    </message>
    <message>
        <source>too many parentheses within each other</source>
        <translation>括弧の入れ子が深すぎます</translation>
    </message>
    <message>
        <source>“(” is not closed</source>
        <translation>「(」が閉じていません</translation>
    </message>
    <message>
        <source>expected a search term</source>
        <translation>検索語が必要です</translation>
    </message>
    <message>
        <source>expected a search term after “%1”</source>
        <translation>「%1」の後に検索語が必要です</translation>
    </message>
    <message>
        <source>a hostlist cannot have wildcards in it</source>
        <translation>ホストリストにワイルドカードは使えません</translation>
    </message>
    <message>
        <source>expected a size such as 512G or &gt;=512G</source>
        <translation>512G や &gt;=512G のようなサイズが必要です</translation>
    </message>
    <message>
        <source>expected a number such as 64 or &gt;=64</source>
        <translation>64 や &gt;=64 のような数値が必要です</translation>
    </message>
    <message>
        <source>no state class is “%1”; there are %2</source>
        <translation>状態クラス「%1」はありません。使えるのは %2 です</translation>
    </message>
    <message>
        <source>there is no field “%1”; the fields are %2</source>
        <translation>フィールド「%1」はありません。使えるのは %2 です</translation>
    </message>
    <message>
        <source>there is no field “%1”; did you mean %2?</source>
        <translation>フィールド「%1」はありません。もしかして: %2</translation>
    </message>
    <message>
        <source>no regular expression: %1</source>
        <translation>正規表現ではありません: %1</translation>
    </message>
    <message>
        <source>expected a day such as 2026-11-20 or &lt;2026-11-20</source>
        <translation>2026-11-20 や &lt;2026-11-20 のような日付が必要です</translation>
    </message>
    <message>
        <source>expected a value after “%1”</source>
        <translation>“%1” の後に値が必要です</translation>
    </message>
</context>
<context>
    <name>slurmsd::NodeTableView</name>
    <message>
        <source>Nodes</source>
        <translation>ノード</translation>
    </message>
</context>
<context>
    <name>slurmsd::NodeTreeView</name>
    <message>
        <source>Partitions and nodes</source>
        <translation>パーティションとノード</translation>
    </message>
</context>
<context>
    <name>slurmsd::NodesModel</name>
    <message>
        <source>Node</source>
        <translation>ノード</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Slurm state</source>
        <translation>Slurm の状態</translation>
    </message>
    <message>
        <source>Partitions</source>
        <translation>パーティション</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>CPUs</source>
        <translation>CPU 数</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>メモリ</translation>
    </message>
    <message>
        <source>GRES</source>
        <translation>GRES</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>フィーチャー</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>アドレス</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>クラスター</translation>
    </message>
    <message>
        <source>Host name</source>
        <translation>ホスト名</translation>
    </message>
    <message>
        <source>Active features</source>
        <translation>有効なフィーチャー</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>アーキテクチャ</translation>
    </message>
    <message>
        <source>Operating system</source>
        <translation>OS</translation>
    </message>
    <message>
        <source>slurmd</source>
        <translation>slurmd</translation>
    </message>
    <message>
        <source>Reservation</source>
        <translation>予約</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>コメント</translation>
    </message>
    <message>
        <source>Extra</source>
        <translation>Extra</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>所有者</translation>
    </message>
    <message>
        <source>MCS label</source>
        <translation>MCS ラベル</translation>
    </message>
    <message>
        <source>Topology</source>
        <translation>トポロジー</translation>
    </message>
    <message>
        <source>Instance</source>
        <translation>インスタンス</translation>
    </message>
    <message>
        <source>Instance type</source>
        <translation>インスタンスタイプ</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>重み</translation>
    </message>
    <message>
        <source>Boards</source>
        <translation>ボード数</translation>
    </message>
    <message>
        <source>Sockets</source>
        <translation>ソケット数</translation>
    </message>
    <message>
        <source>Cores</source>
        <translation>コア数</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>スレッド数</translation>
    </message>
    <message>
        <source>Reason set by</source>
        <translation>理由の設定者</translation>
    </message>
    <message>
        <source>Reason since</source>
        <translation>理由の設定日時</translation>
    </message>
</context>
<context>
    <name>slurmsd::NodesPage</name>
    <message>
        <source>Used before</source>
        <translation>以前の検索</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>例</translation>
    </message>
    <message>
        <source>&amp;Search:</source>
        <translation>検索(&amp;S):</translation>
    </message>
    <message>
        <source>E&amp;xamples</source>
        <translation>例(&amp;X)</translation>
    </message>
    <message>
        <source>Searches that were used, and what can be searched for</source>
        <translation>以前の検索と検索の例</translation>
    </message>
    <message>
        <source>T&amp;ree</source>
        <translation>ツリー(&amp;R)</translation>
    </message>
    <message>
        <source>Nodes by partition and state</source>
        <translation>パーティションと状態別のノード</translation>
    </message>
    <message>
        <source>Ta&amp;ble</source>
        <translation>表(&amp;B)</translation>
    </message>
    <message>
        <source>All nodes, with a column for each thing that Slurm tells</source>
        <translation>すべてのノード。Slurm の各項目が列になります</translation>
    </message>
    <message>
        <source>Column f&amp;ilters</source>
        <translation>列フィルター(&amp;I)</translation>
    </message>
    <message>
        <source>Filter each column of the table</source>
        <translation>表の列ごとに絞り込み</translation>
    </message>
    <message>
        <source>Co&amp;lumns</source>
        <translation>列(&amp;L)</translation>
    </message>
    <message>
        <source>Choose the columns of the table</source>
        <translation>表の列を選択</translation>
    </message>
    <message>
        <source>There is no node list yet.</source>
        <translation>ノード一覧はまだありません。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln node(s)</source>
        <translation>
            <numerusform>%Ln ノード</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln node(s)</source>
        <translation>
            <numerusform>%Ln ノード中 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Copy as hostlist</source>
        <translation>ホストリストとしてコピー(&amp;C)</translation>
    </message>
    <message>
        <source>Copy &amp;names, one a line</source>
        <translation>名前を 1 行に 1 つずつコピー(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Search for nodes with this value</source>
        <translation>この値のノードを検索(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Search for these nodes</source>
        <translation>これらのノードを検索(&amp;S)</translation>
    </message>
    <message>
        <source>O&amp;ut of service</source>
        <translation>停止中(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;How to search…</source>
        <translation>検索のしかた(&amp;H)…</translation>
    </message>
    <message>
        <source>As sinfo -R: nodes that are down or drained, why, who said so and since when, the newest first</source>
        <translation>sinfo -R と同様: down または drained のノードとその理由・設定者・日時を新しい順に表示します</translation>
    </message>
</context>
<context>
    <name>slurmsd::NoticeBar</name>
    <message>
        <source>Good</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>異常</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>情報</translation>
    </message>
</context>
<context>
    <name>slurmsd::OverviewPage</name>
    <message>
        <source>The config was not reloaded.</source>
        <translation>設定は再読み込みされませんでした。</translation>
    </message>
    <message>
        <source>The config was reloaded.</source>
        <translation>設定を再読み込みしました。</translation>
    </message>
    <message>
        <source>No poll was begun.</source>
        <translation>取得は開始されませんでした。</translation>
    </message>
    <message>
        <source>The list was not accepted.</source>
        <translation>一覧は受け入れられませんでした。</translation>
    </message>
    <message>
        <source>There is no connection now.</source>
        <translation>現在接続していません。</translation>
    </message>
    <message>
        <source>The daemon runs without the flag %1.</source>
        <translation>デーモンはフラグ %1 なしで動作しています。</translation>
    </message>
    <message>
        <source>A poll has begun.</source>
        <translation>取得を開始しました。</translation>
    </message>
</context>
<context>
    <name>slurmsd::PartitionTree</name>
    <message>
        <source>Partition, state, node</source>
        <translation>パーティション、状態、ノード</translation>
    </message>
    <message>
        <source>Nodes</source>
        <translation>ノード</translation>
    </message>
    <message>
        <source>States</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Hostlist</source>
        <translation>ホストリスト</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>(in no partition)</source>
        <translation>(パーティションなし)</translation>
    </message>
    <message>
        <source>(cluster without a name)</source>
        <translation>(名前のないクラスター)</translation>
    </message>
</context>
<context>
    <name>slurmsd::PreviewPanel</name>
    <message>
        <source>new</source>
        <translation>新規</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>変更</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>変更なし</translation>
    </message>
    <message>
        <source>Nothing changes: the file says this already.</source>
        <translation>変更なし: ファイルはすでにこの内容です。</translation>
    </message>
    <message>
        <source>The targets are not known before the first node list; the file changes as shown.</source>
        <translation>最初のノード一覧を取得するまでターゲットはわかりません。ファイルは表示のとおり変わります。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln target(s) more</source>
        <translation>
            <numerusform>ターゲット %Ln 件増</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln target(s) fewer</source>
        <translation>
            <numerusform>ターゲット %Ln 件減</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln with other labels</source>
        <translation>
            <numerusform>ラベル変更 %Ln 件</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing changes for Prometheus: the same targets, labelled alike.</source>
        <translation>Prometheus から見た変化なし: ターゲットもラベルも同じです。</translation>
    </message>
    <message>
        <source>Saving means: %1.</source>
        <translation>保存した場合: %1。</translation>
    </message>
    <message>
        <source>Targets that saving would change</source>
        <translation>保存で変わるターゲット</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>ジョブ</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>変更</translation>
    </message>
    <message>
        <source>Targets then</source>
        <translation>保存後のターゲット数</translation>
    </message>
    <message>
        <source>How the file would change</source>
        <translation>ファイルの変更内容</translation>
    </message>
    <message numerus="yes">
        <source>%1 … and %Ln more</source>
        <translation>
            <numerusform>%1 … ほか %Ln 件</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>slurmsd::RecentEvents</name>
    <message>
        <source>The last events</source>
        <translation>最近のイベント</translation>
    </message>
</context>
<context>
    <name>slurmsd::RelabelConfig</name>
    <message>
        <source>the scrape interval is no time</source>
        <translation>スクレイプ間隔が時間ではありません</translation>
    </message>
    <message>
        <source>the scrape timeout is no time</source>
        <translation>スクレイプのタイムアウトが時間ではありません</translation>
    </message>
    <message>
        <source>the scrape timeout is greater than the scrape interval</source>
        <translation>スクレイプのタイムアウトが間隔より長くなっています</translation>
    </message>
    <message>
        <source>no address</source>
        <translation>アドレスがありません</translation>
    </message>
    <message>
        <source>invalid scheme: &quot;%1&quot;</source>
        <translation>無効なスキーム: &quot;%1&quot;</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a valid hostname</source>
        <translation>&quot;%1&quot; は有効なホスト名ではありません</translation>
    </message>
    <message>
        <source>expected a list of rules</source>
        <translation>規則のリストが必要です</translation>
    </message>
    <message>
        <source>expected a rule, such as {source_labels: [a], target_label: b}</source>
        <translation>{source_labels: [a], target_label: b} のような規則が必要です</translation>
    </message>
    <message>
        <source>the key &quot;%1&quot; is there twice</source>
        <translation>キー &quot;%1&quot; が 2 回あります</translation>
    </message>
    <message>
        <source>there is no key &quot;%1&quot; in a rule</source>
        <translation>規則にキー &quot;%1&quot; はありません</translation>
    </message>
    <message>
        <source>expected one value for &quot;%1&quot;</source>
        <translation>&quot;%1&quot; には値が 1 つ必要です</translation>
    </message>
    <message>
        <source>expected a list of labels for &quot;source_labels&quot;</source>
        <translation>&quot;source_labels&quot; にはラベルのリストが必要です</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a valid label name</source>
        <translation>&quot;%1&quot; は有効なラベル名ではありません</translation>
    </message>
    <message>
        <source>expected a number for &quot;modulus&quot;</source>
        <translation>&quot;modulus&quot; には数が必要です</translation>
    </message>
    <message>
        <source>unknown relabel action &quot;%1&quot;</source>
        <translation>不明な action &quot;%1&quot;</translation>
    </message>
    <message>
        <source>error parsing regexp: %1</source>
        <translation>正規表現の誤り: %1</translation>
    </message>
    <message>
        <source>relabel configuration for hashmod requires non-zero modulus</source>
        <translation>hashmod には 0 以外の modulus が必要です</translation>
    </message>
    <message>
        <source>relabel configuration for %1 action requires &apos;target_label&apos; value</source>
        <translation>action %1 には &apos;target_label&apos; が必要です</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is invalid &apos;target_label&apos; for %2 action</source>
        <translation>&quot;%1&quot; は action %2 の &apos;target_label&apos; として無効です</translation>
    </message>
    <message>
        <source>&apos;replacement&apos; can not be set for %1 action</source>
        <translation>action %1 には &apos;replacement&apos; を指定できません</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is invalid &apos;replacement&apos; for %2 action</source>
        <translation>&quot;%1&quot; は action %2 の &apos;replacement&apos; として無効です</translation>
    </message>
    <message>
        <source>%1 action requires only &apos;source_labels&apos; and `target_label`, and no other fields</source>
        <translation>action %1 に指定できるのは &apos;source_labels&apos; と `target_label` だけです</translation>
    </message>
    <message>
        <source>%1 action requires only &apos;regex&apos;, and no other fields</source>
        <translation>action %1 に指定できるのは &apos;regex&apos; だけです</translation>
    </message>
    <message>
        <source>invalid nested repetition operator</source>
        <translation>繰り返しを重ねることはできません</translation>
    </message>
    <message>
        <source>invalid repeat count: %1</source>
        <translation>無効な繰り返し回数: %1</translation>
    </message>
    <message>
        <source>invalid or unsupported Perl syntax: %1</source>
        <translation>無効または未対応の Perl 構文: %1</translation>
    </message>
    <message>
        <source>missing closing ]</source>
        <translation>閉じる ] がありません</translation>
    </message>
    <message>
        <source>trailing backslash at end of expression</source>
        <translation>式の末尾にバックスラッシュがあります</translation>
    </message>
    <message>
        <source>invalid escape sequence: \%1</source>
        <translation>無効なエスケープ: \%1</translation>
    </message>
</context>
<context>
    <name>slurmsd::RelabelPanel</name>
    <message>
        <source>Relabelling rules</source>
        <translation>再ラベルの規則</translation>
    </message>
    <message>
        <source>Paste relabel_configs here: a list of rules, a scrape configuration or all of prometheus.yml.</source>
        <translation>relabel_configs をここに貼り付けてください。規則のリスト、scrape 設定、または prometheus.yml 全体。</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>%1 行目: %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln target(s) scraped</source>
        <translation>
            <numerusform>%Ln 個のターゲットをスクレイプ</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln dropped</source>
        <translation>
            <numerusform>%Ln 個を除外</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln refused</source>
        <translation>
            <numerusform>%Ln 個を拒否</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 seen</source>
        <translation>%2 個中 %1 個を確認済み</translation>
    </message>
</context>
<context>
    <name>slurmsd::RunningJobDetail</name>
    <message>
        <source>Detail of the running job</source>
        <translation>実行中のジョブの詳細</translation>
    </message>
    <message>
        <source>Choose a job to read why it has targets, or none.</source>
        <translation>ジョブを選ぶと、ターゲットがある理由、またはない理由が表示されます。</translation>
    </message>
    <message>
        <source>Where the job’s server gives its metrics</source>
        <translation>ジョブのサーバーがメトリクスを返すポート</translation>
    </message>
    <message>
        <source>Annotation for por&amp;t:</source>
        <translation>アノテーションのポート(&amp;T):</translation>
    </message>
    <message>
        <source>Copy for s&amp;batch</source>
        <translation>sbatch 用にコピー(&amp;B)</translation>
    </message>
    <message>
        <source>The line for the job’s script</source>
        <translation>ジョブスクリプトに書く行</translation>
    </message>
    <message>
        <source>Copy for scont&amp;rol</source>
        <translation>scontrol 用にコピー(&amp;R)</translation>
    </message>
    <message>
        <source>The command that annotates this job while it runs</source>
        <translation>実行中のこのジョブにアノテーションを付けるコマンド</translation>
    </message>
    <message>
        <source>Copied: %1</source>
        <translation>コピーしました: %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>slurmsd::RunningJobsModel</name>
    <message>
        <source>Cluster</source>
        <translation>クラスター</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>ジョブ</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>User</source>
        <translation>ユーザー</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>アカウント</translation>
    </message>
    <message>
        <source>Partition</source>
        <translation>パーティション</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Nodes</source>
        <translation>ノード</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>ターゲット</translation>
    </message>
    <message>
        <source>Why no target</source>
        <translation>ターゲットがない理由</translation>
    </message>
</context>
<context>
    <name>slurmsd::RunningJobsPage</name>
    <message>
        <source>&amp;Search:</source>
        <translation>検索(&amp;S):</translation>
    </message>
    <message>
        <source>Running jobs</source>
        <translation>実行中のジョブ</translation>
    </message>
    <message>
        <source>Show its &amp;nodes</source>
        <translation>このジョブのノードを表示(&amp;N)</translation>
    </message>
    <message>
        <source>No job of the config has role: job, so no running job can be a target. Add one on the page Jobs.</source>
        <translation>設定に role: job のジョブがないため、実行中のジョブはターゲットになりません。「ジョブ」ページで追加してください。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln running job(s)</source>
        <translation>
            <numerusform>実行中のジョブ %Ln 件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln running job(s)</source>
        <translation>
            <numerusform>実行中のジョブ %Ln 件中 %1 件</numerusform>
        </translation>
    </message>
    <message>
        <source>Slurm is not asked for its jobs.</source>
        <translation>Slurm にジョブを問い合わせていません。</translation>
    </message>
    <message>
        <source>No job runs.</source>
        <translation>実行中のジョブはありません。</translation>
    </message>
    <message>
        <source>No running job is like that.</source>
        <translation>該当する実行中のジョブはありません。</translation>
    </message>
</context>
<context>
    <name>slurmsd::SearchEdit</name>
    <message>
        <source>Character %1: %2 — still shown: %3</source>
        <translation>%1 文字目: %2 — 前の検索結果を表示中: %3</translation>
    </message>
</context>
<context>
    <name>slurmsd::SecretStore</name>
    <message>
        <source>The keyring was not opened; passwords are kept until the program ends.</source>
        <translation>キーリングを開けませんでした。パスワードはプログラムの終了まで保持されます。</translation>
    </message>
    <message>
        <source>The keyring cannot be used (%1); passwords are kept until the program ends.</source>
        <translation>キーリングを使えません (%1)。パスワードはプログラムの終了まで保持されます。</translation>
    </message>
    <message>
        <source>There is no keyring on this desktop, such as GNOME Keyring or KWallet; passwords are kept until the program ends.</source>
        <translation>このデスクトップには GNOME Keyring や KWallet のようなキーリングがありません。パスワードはプログラムの終了まで保持されます。</translation>
    </message>
</context>
<context>
    <name>slurmsd::Sidebar</name>
    <message>
        <source>Pages</source>
        <translation>ページ</translation>
    </message>
    <message>
        <source>%1, %2 new</source>
        <translation>%1、新着 %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>page, number</comment>
        <translation>%1、%2</translation>
    </message>
</context>
<context>
    <name>slurmsd::StateBars</name>
    <message>
        <source>Nodes by partition and state</source>
        <translation>パーティションと状態別のノード</translation>
    </message>
    <message>
        <source>(no partition)</source>
        <translation>(パーティションなし)</translation>
    </message>
    <message numerus="yes">
        <source>%Ln node(s)</source>
        <translation>
            <numerusform>%Ln ノード</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2: %3</source>
        <translation>%1: %2: %3</translation>
    </message>
    <message>
        <source>%1: %2 of %3 %4</source>
        <comment>partition: 3 of 64 nodes down</comment>
        <translation>%1: %3中 %2 が %4</translation>
    </message>
</context>
<context>
    <name>slurmsd::StateChart</name>
    <message>
        <source>Nodes not in service</source>
        <translation>稼働していないノード</translation>
    </message>
    <message>
        <source>Nodes that are not in service, by state, over time</source>
        <translation>稼働していないノードの状態別の推移</translation>
    </message>
</context>
<context>
    <name>slurmsd::StateLegend</name>
    <message>
        <source>Nodes by state</source>
        <translation>状態別のノード</translation>
    </message>
</context>
<context>
    <name>slurmsd::TargetsModel</name>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>グループ</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>ターゲット</translation>
    </message>
    <message>
        <source>Hosts</source>
        <translation>ホスト</translation>
    </message>
    <message>
        <source>Last change</source>
        <translation>最終変更</translation>
    </message>
    <message>
        <source>+ new at %1</source>
        <translation>+ %1 に追加</translation>
    </message>
    <message>
        <source>~ relabelled at %1</source>
        <translation>~ %1 にラベル変更</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <extracomment>What changed, such as &quot;+3 −1&quot;, and the time.</extracomment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>no labels</source>
        <translation>ラベルなし</translation>
    </message>
</context>
<context>
    <name>slurmsd::TargetsPage</name>
    <message>
        <source>&amp;Copy</source>
        <translation>コピー(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Edit job</source>
        <translation>ジョブを編集(&amp;E)</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>ジョブ</translation>
    </message>
    <message>
        <source>Groups and targets</source>
        <translation>グループとターゲット</translation>
    </message>
    <message>
        <source>No node of the list has the address %1.</source>
        <translation>アドレス %1 のノードは一覧にありません。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln target(s) came (%1)</source>
        <translation>
            <numerusform>ターゲット %Ln 件追加 (%1)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln went (%1)</source>
        <translation>
            <numerusform>%Ln 件削除 (%1)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln got other labels (%1)</source>
        <translation>
            <numerusform>%Ln 件ラベル変更 (%1)</numerusform>
        </translation>
    </message>
    <message>
        <source>Last change of %1 at %2: %3</source>
        <extracomment>A time, and what changed then.</extracomment>
        <translation>%1 の最終変更 (%2): %3</translation>
    </message>
    <message>
        <source>No answer of the daemon yet.</source>
        <translation>デーモンの応答はまだありません。</translation>
    </message>
    <message>
        <source>The daemon has no jobs. Add one in the job editor.</source>
        <translation>デーモンにジョブがありません。ジョブの編集画面で追加してください。</translation>
    </message>
    <message>
        <source>No list yet: the daemon has no nodes to make targets of.</source>
        <translation>一覧はまだありません。ターゲットにするノードがデーモンにありません。</translation>
    </message>
    <message>
        <source>This job has no targets: it matches no node. The detail of a node says why.</source>
        <translation>条件に合うノードがないため、このジョブにはターゲットがありません。理由はノードの詳細に表示されます。</translation>
    </message>
    <message>
        <source>&amp;Targets, one a line</source>
        <translation>ターゲット、1 行に 1 つ(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;JSON (file_sd)</source>
        <translation>JSON (file_sd)(&amp;J)</translation>
    </message>
    <message>
        <source>c&amp;url command</source>
        <translation>curl コマンド(&amp;U)</translation>
    </message>
    <message>
        <source>Slurm &amp;hostlist</source>
        <translation>Slurm のホストリスト(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;scrape_configs of the job</source>
        <translation>ジョブの scrape_configs(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;PromQL selector</source>
        <translation>PromQL セレクター(&amp;P)</translation>
    </message>
    <message>
        <source>Show &amp;node</source>
        <translation>ノードを表示(&amp;N)</translation>
    </message>
    <message>
        <source>E&amp;xpand all</source>
        <translation>すべて展開(&amp;X)</translation>
    </message>
    <message>
        <source>Co&amp;llapse all</source>
        <translation>すべて折りたたむ(&amp;L)</translation>
    </message>
    <message>
        <source>Co&amp;py</source>
        <translation>コピー(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Search:</source>
        <translation>検索(&amp;S):</translation>
    </message>
    <message>
        <source>The search finds no target of this job.</source>
        <translation>このジョブに該当するターゲットはありません。</translation>
    </message>
    <message numerus="yes">
        <source>Copied: %Ln target(s) of %1 as %2.</source>
        <extracomment>Of a job&apos;s targets, as what they were copied, such as &quot;JSON (file_sd)&quot;.</extracomment>
        <translation>
            <numerusform>%1 の %Ln 個のターゲットを %2 としてコピーしました。</numerusform>
        </translation>
    </message>
    <message>
        <source>Ta&amp;ble</source>
        <translation>表(&amp;B)</translation>
    </message>
    <message>
        <source>One row for each target, with a column for each label</source>
        <translation>ターゲットごとに 1 行、ラベルごとに 1 列</translation>
    </message>
    <message>
        <source>&amp;Groups</source>
        <translation>グループ(&amp;G)</translation>
    </message>
    <message>
        <source>Targets in the groups that Prometheus gets</source>
        <translation>Prometheus が受け取るグループ別</translation>
    </message>
    <message>
        <source>&amp;Relabel</source>
        <translation>再ラベル(&amp;R)</translation>
    </message>
    <message>
        <source>Show what relabel_configs make of the targets</source>
        <translation>relabel_configs を適用した結果を表示</translation>
    </message>
    <message>
        <source>targets: %1</source>
        <translation>ターゲット: %1</translation>
    </message>
</context>
<context>
    <name>slurmsd::TargetsProxy</name>
    <message>
        <source>%1 of %2</source>
        <extracomment>So many of all targets are found.</extracomment>
        <translation>%2 中 %1</translation>
    </message>
</context>
<context>
    <name>slurmsd::TargetsTable</name>
    <message>
        <source>Targets and their labels</source>
        <translation>ターゲットとラベル</translation>
    </message>
</context>
<context>
    <name>slurmsd::TargetsTableModel</name>
    <message>
        <source>✕ dropped by rule %1</source>
        <translation>✕ 規則 %1 で除外</translation>
    </message>
    <message>
        <source>✕ refused: %1</source>
        <translation>✕ 拒否: %1</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>ターゲット</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>ノード</translation>
    </message>
    <message>
        <source>What Prometheus scrapes after relabelling</source>
        <translation>再ラベル後に Prometheus がスクレイプするもの</translation>
    </message>
    <message>
        <source>Scraped</source>
        <translation>スクレイプ先</translation>
    </message>
</context>
<context>
    <name>slurmsd::TestSteps</name>
    <message>
        <source>Outcome of the test</source>
        <translation>テストの結果</translation>
    </message>
</context>
<context>
    <name>slurmsd::TimelineModel</name>
    <message>
        <source>When</source>
        <translation>時刻</translation>
    </message>
    <message>
        <source>What</source>
        <translation>種類</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>クラスター</translation>
    </message>
    <message>
        <source>Node or job</source>
        <translation>ノード/ジョブ</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>イベント</translation>
    </message>
</context>
<context>
    <name>slurmsd::TimelinePage</name>
    <message numerus="yes">
        <source>%Ln event(s)</source>
        <translation>
            <numerusform>%Ln 件のイベント</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln event(s)</source>
        <translation>
            <numerusform>%Ln 件中 %1 件のイベント</numerusform>
        </translation>
    </message>
    <message>
        <source>No events yet. What changes from now on shows here.</source>
        <translation>イベントはまだありません。これからの変化をここに表示します。</translation>
    </message>
    <message>
        <source>No event is like that.</source>
        <translation>条件に合うイベントはありません。</translation>
    </message>
    <message numerus="yes">
        <source>↑ %Ln newer</source>
        <translation>
            <numerusform>↑ 新着 %Ln 件</numerusform>
        </translation>
    </message>
    <message>
        <source>Only events of the topics that are chosen; of all when none is</source>
        <translation>選択した種類のイベントだけを表示。選択なしはすべて</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>期間</translation>
    </message>
    <message>
        <source>All times</source>
        <translation>全期間</translation>
    </message>
    <message>
        <source>Last 15 minutes</source>
        <translation>過去 15 分</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>過去 1 時間</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>過去 24 時間</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>Between</source>
        <translation>期間を指定</translation>
    </message>
    <message>
        <source>From</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>イベント</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>コピー(&amp;C)</translation>
    </message>
    <message>
        <source>CSV, for spreadsheets (*.csv)</source>
        <translation>CSV (表計算ソフト用) (*.csv)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Export events</source>
        <translation>イベントのエクスポート</translation>
    </message>
    <message numerus="yes">
        <source>%Ln event(s) written to %1</source>
        <translation>
            <numerusform>%Ln 件のイベントを %1 に書き込みました</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>%1 に書き込めませんでした: %2</translation>
    </message>
    <message>
        <source>&amp;Search:</source>
        <translation>検索(&amp;S):</translation>
    </message>
    <message>
        <source>Ex&amp;port…</source>
        <translation>エクスポート(&amp;P)…</translation>
    </message>
    <message>
        <source>The daemon was started anew.</source>
        <translation>デーモンが再起動しました。</translation>
    </message>
</context>
<context>
    <name>slurmsd::TlsFiles</name>
    <message>
        <source>is not a regular file</source>
        <translation>通常のファイルではありません</translation>
    </message>
    <message>
        <source>has more than 4 MiB</source>
        <translation>4 MiB を超えています</translation>
    </message>
    <message>
        <source>holds no PEM certificate</source>
        <translation>PEM 証明書が含まれていません</translation>
    </message>
    <message>
        <source>holds no private key that this passphrase opens</source>
        <translation>このパスフレーズで開ける秘密鍵が含まれていません</translation>
    </message>
    <message>
        <source>holds no PEM private key (RSA or EC)</source>
        <translation>PEM 秘密鍵 (RSA または EC) が含まれていません</translation>
    </message>
    <message>
        <source>a client certificate takes both a certificate file and a key file</source>
        <translation>クライアント証明書には証明書ファイルと鍵ファイルの両方が必要です</translation>
    </message>
</context>
<context>
    <name>slurmsd::TransportError</name>
    <message>
        <source>the port does not speak TLS: try http:// in place of https://</source>
        <translation>このポートは TLS ではありません: https:// の代わりに http:// を試してください</translation>
    </message>
</context>
<context>
    <name>slurmsd::WelcomePage</name>
    <message>
        <source>&amp;Try the Demo Cluster</source>
        <translation>デモクラスターを試す(&amp;T)</translation>
    </message>
    <message>
        <source>Slurm’s nodes, as Prometheus is to see them</source>
        <translation>Prometheus から見える Slurm のノード</translation>
    </message>
    <message>
        <source>This program shows what a prometheus-slurm-sd daemon serves to Prometheus, tells why a node is not scraped, and changes the daemon’s jobs.</source>
        <translation>このプログラムは、prometheus-slurm-sd デーモンが Prometheus に配信する内容を表示し、ノードがスクレイプされない理由を示し、デーモンのジョブを変更します。</translation>
    </message>
    <message>
        <source>&amp;Connect to a Daemon…</source>
        <translation>デーモンに接続(&amp;C)…</translation>
    </message>
    <message>
        <source>The demo starts a daemon on this machine with a made-up cluster, and ends it with this window.</source>
        <translation>デモは架空のクラスターを持つデーモンをこのマシンで起動し、このウィンドウと一緒に終了します。</translation>
    </message>
    <message>
        <source>Or to one of those you know:</source>
        <translation>または保存した接続を開く:</translation>
    </message>
    <message>
        <source>Starting the Demo Cluster…</source>
        <translation>デモクラスターを起動中…</translation>
    </message>
</context>
<context>
    <name>slurmsd::YamlEdit</name>
    <message>
        <source>Text of the config file</source>
        <translation>設定ファイルのテキスト</translation>
    </message>
</context>
</TS>
