# The bot's own words in Japanese (polite: です・ます). Its sentences and lists join without spaces.

language = 日本語

## How sentences and lists are put together

sentence-space = {""}
list-comma = 、
list-semicolon = ／
list-and = { $before }、{ $last }
list-more = ほか{ $count }件
speakers-and = 、
title-quoted = 「{ $title }」

## Commands

command-ask = 質問
command-ask-told = あることについて何が話されたかを探します
command-quote = 引用
command-quote-told = 本当にそう言ったのか、誰が、どこで、どんな言葉で言ったのかを調べます
command-episodes = エピソード
command-episodes-told = エピソードの一覧、または一つのエピソードの見出しを表示します
command-about = このボット
command-about-told = 何を検索し、何を保存するか、困ったときはどうするか
command-privacy = プライバシー
command-privacy-told = あなたについて保存されているものと、その消し方
command-settings = 設定
command-settings-told = このサーバーのどこで、誰に、どう答えるか
command-insights = 集計
command-insights-told = ここでの質問：答えがなかったもの、役に立たなかったもの、多かったもの
command-find = エピソードから探す
command-check = 引用を確かめる

option-question = 質問
option-show = 番組
option-episode = エピソード
option-speaker = 話し手
option-private = 非公開
option-text = 言葉
option-card = カード
ask-question-told = 知りたいことを、文またはいくつかの言葉で
ask-show-told = この番組だけに尋ねます
ask-episode-told = このエピソードだけを検索する
ask-speaker-told = この人の発言だけを検索する
ask-private-told = 答えを自分だけに表示する
quote-text-told = 覚えているとおりの言葉
quote-speaker-told = 言ったとされる人
quote-show-told = この番組だけで探します
quote-episode-told = このエピソードだけを調べる
quote-private-told = 結果を自分だけに表示する
quote-card-told = 正しい言葉を投稿用の画像にする
episodes-show-told = この番組のエピソードを一覧にします
episodes-episode-told = このエピソードの見出しを表示する

## Buttons and forms

button-more = ほかの結果
button-more-of = { $show } をもっと見る
button-follow-up = 続けて質問する
button-alone = 単独の質問として聞く
button-share = 共有する
button-helpful = 役に立った
button-not-helpful = 役に立たなかった
button-remove = 削除
button-read = 読む
button-hear = { $time }から聞く
button-around = 前後を見る
button-further-back = もっと前へ
button-further-on = もっと先へ
button-quote = 引用する
button-card = カードを作る
card-dark = ダーク
card-light = ライト
menu-passages = 発言の前後・引用・カード
button-did-you-mean = もしかして：{ $question }
button-previous = 前へ
button-next = 次へ
button-reset = 元に戻す
button-should-be-found = 見つかるべき
button-not-in-transcripts = 文字起こしにない
button-table = 表（CSV）
button-question-set = 質問集
button-forget = 自分の質問を消す
button-keep-none = 自分の質問を保存しない
button-keep-again = 自分の質問をまた保存する
form-follow-up = 続けて質問する
form-follow-up-label = 質問
form-follow-up-placeholder = 前の質問の続きでもかまいません。例：なぜそう考えるのですか？
form-quote = 引用する
form-quote-label = 引用したい言葉だけを残してください
form-cooldowns = 質問と質問の間の待ち時間
form-cooldowns-member = メンバーごとの秒数
form-cooldowns-channel = チャンネルごとの秒数

## Answers

answer-goes-on = 次の質問の続きとして検索しました：{ $question }
answer-spelling-corrected = つづりを直して検索しました：{ $question }
answer-all-shown = 以上です。この質問にはもうほかの箇所がありません。
answer-around = その前後で話されたこと：
answer-none = 文字起こしの中に答えは見つかりませんでした。
answer-nearest = いちばん近い箇所です。別の話題かもしれません：
passage-this = この箇所
passage-cut = ここで省略しました。
passage-cut-linked = ここで省略しました。続きはリンク先にあります。
passage-near-miss = 近い箇所：{ $head }
shows-also = ほかに答えがある番組：{ $shows }
shows-without = 答えがない番組：{ $shows }

## Quotations

quote-heading = 「{ $quoted }」
quote-exact = **はい、一字一句そのとおりです。**
quote-close = **ほぼそのとおりです。** 実際の言葉はこうです：
quote-paraphrase = **この言葉どおりではありません。** この箇所のことかもしれません：
quote-not-found = **見つかりませんでした。** これらのエピソードでは、この言葉でも別の言葉でも、誰もそう言っていません。
quote-unnamed = 名前のわからない人
quote-by-another =
    ただし、{ $attributed }の言葉ではありません。言っているのは{ $who }{ $role ->
        [asking] （司会者として質問する中で）
        [host] （司会者）
       *[none] {""}
    }です。
quote-copy = これをメッセージに貼り付けてください：
quote-compared = 比較：{ $words }

## Lists

episodes-count = エピソード{ $count }件
episode-passages = { $count }箇所
episode-without-headings = このエピソードには見出しがありません：
link-open = 開く
page = { $page }／{ $pages }ページ

## /about

about-what = このボットについて
about-what-told = 文字起こしから、話されたとおりの言葉で答えます。言語モデルが書いたものは何もありません。
about-holds = 収録内容
about-holds-told = エピソード**{ $episodes }**件、**{ $passages }**箇所、話し手**{ $speakers }**人、**{ $words }**語。
about-built =
    索引は{ $days ->
        [0] 今日
        [1] 昨日
       *[other] { $days }日前に
    }作られました（{ $date }）。
about-newest = いちばん新しいエピソードは{ $title }（{ $date }）です。
about-server = このサーバーでは
about-stored = あなたについて保存されるもの
about-stored-told = 名前もユーザーの識別番号も保存しません。ボタンが使えるように、質問の文と、答えが役に立ったかどうかを{ $days }日間保存します。
about-help = ヘルプ
about-help-told = `/{ command-ask }`で質問し、`/{ command-episodes }`で一覧を見られます。チャットで質問するには、ボットにメンションするか、直接メッセージを送ってください。ほかのメッセージは読まないので、続けて質問するときはメンションかボタンが必要です。メッセージのメニューの「アプリ」には「{ command-find }」があります。答えが間違っているときは「{ button-not-helpful }」を押すか、モデレーターに知らせてください。

## /privacy

privacy-kept = 質問の文、サーバー、答えがあったかどうか、答えが役に立ったかどうかを{ $days }日間保存します。名前も識別番号も保存しません。ですから、そのファイルを読んでも誰が質問したかはわかりません。
privacy-unkept = 何も保存していません。質問は、ボタンが使えるようにメモリーの中だけに置かれ、ボットが止まると消えます。ディスクには、あなたがそう望んでいることを示す要約値だけが残ります。
privacy-honest = 識別番号を保存しないため、あなたの質問だとわかるのは、ボットが最後に起動してからのものだけです。それらはすぐに消します。それより古いものは{ $days }日たつと自動的に消えます。チャンネルの答えは「{ button-remove }」を押すまで残ります。
privacy-forgotten = **質問を{ $count }件消しました。**

## /settings

settings = このサーバーの設定
settings-described =
    ボットは{ $channels ->
        [all] すべてのチャンネル
       *[some] { $channels }
    }で{ $roles ->
        [all] 全員
       *[some] { $roles }
    }に答えます。`{ option-private }`で別に指定しないかぎり、答えは{ $seen ->
        [alone] 質問した人だけ
       *[all] 全員
    }に見えます。
settings-described-shows = 答えに使う番組は { $shows } です。
settings-described-no-mentions = ここではメンションに答えません。`/{ command-ask }`を使ってください。
settings-described-language = ボット自身の言葉の言語：{ $language }。
settings-answers-alone = 答え：質問した人だけに
settings-answers-all = 答え：全員に
settings-mentions-on = メンション：オン
settings-mentions-off = メンション：オフ
settings-links-words = リンク：その言葉へ
settings-links-section = リンク：その見出しへ
settings-cooldowns = 待ち時間：メンバーごと{ NUMBER($member, useGrouping: 0) }秒、チャンネルごと{ NUMBER($channel, useGrouping: 0) }秒
settings-channels = ボットが答えるチャンネル（選ばなければすべて）
settings-channels-all = すべてのチャンネル
settings-roles = ボットが答えるロール（選ばなければ全員）
settings-roles-all = 全員
settings-language = ボット自身の言葉の言語（引用箇所は話されたままです）
settings-language-member = 各メンバーのDiscordの言語
settings-shows = 答えに使う番組（選ばなければすべて）
settings-shows-all = すべての番組

## /insights

insights-missed = 答えがなかったもの
insights-unhelpful = 役に立たなかったもの
insights-most = 多かったもの
insights-missed-none = すべての質問に答えがありました。
insights-unhelpful-none = 役に立たなかったとされた答えはありません。
insights-most-none = まだ質問はありません。
insights-span = 直近{ $days }日間。最後に質問された週を示し、誰の質問かは示しません。
insights-asked = 質問{ $count }回
insights-not-answered = 答えなし{ $count }回
insights-not-helpful = 役に立たず{ $count }回
insights-should-be-found = 見つかるべき
insights-not-in-transcripts = 文字起こしにない

## The greeting in a server

welcome-hello = こんにちは！ポッドキャストの文字起こしから、実際に話された言葉そのままで質問に答えます。どの箇所にも話し手とその場所へのリンクが付きます。
welcome-ask = **質問**は`/{ command-ask }`か、メンションでどうぞ。`/{ command-episodes }`で一覧を、`/{ command-about }`で保存するものを見られます。
welcome-set-up = **設定**は`/{ command-settings }`で（サーバーを管理する人向け）：どこで、誰に、どう答えるか。

## Notices

notice-cooldown = 少しお待ちください。{ $seconds }秒後にもう一度質問してください。
notice-question-too-long = その質問は{ $length }文字あります。{ $limit }文字までにしてください。
notice-question-missing = 文またはいくつかの言葉で質問してください。たとえば`/{ command-ask }`を使います。
notice-unknown-episode = 「{ $name }」というエピソードはありません。
notice-unknown-speaker = 「{ $name }」という話し手はいません。
notice-did-you-mean = もしかして{ $names }ですか？
notice-unknown-show = 「{ $name }」という番組はここにありません。あるのは { $shows } です。
notice-episode-changed = この答えのあとで、そのエピソードが変わりました。今の内容を見るには、もう一度質問してください。
notice-question-forgotten = その質問は古いため、もう残っていません。もう一度質問してください。
notice-button-outdated = このボタンは前の版のもので、もう使えません。もう一度質問してください。
notice-rated = ありがとうございます。記録しました。
notice-removal-refused = この答えを削除できるのは、質問した人かモデレーターだけです。
notice-sharing-refused = ボットはこのチャンネルに投稿できないので、答えはあなただけに表示されます。
notice-only-channels = このサーバーでは、ボットは{ $channels }で答えます。そこで質問してください。
notice-only-roles = このサーバーでは、ボットは{ $roles }だけに答えます。
notice-only-both = このサーバーでは、ボットは{ $channels }で{ $roles }に答えます。そこで質問してください。
notice-card-unavailable = ここではこの言葉のカードを作れません。理由は、ボットを動かしている人がログで確認できます。
notice-cooldown-refused = 0から3600までの秒数を書いてください。0は待ち時間なしです。何も変更していません。
notice-managers-only = それができるのは、このサーバーを管理できる人だけです。
notice-message-without-text = そのメッセージには検索できる言葉がありません。
notice-index-unavailable = 今は文字起こしを検索できません。数分後にもう一度試してください。
notice-failure = こちらで問題が起きました。質問のせいではありません。記録しましたので、もう一度試してください。

## Why the index does not take a question or a quotation

refused-question-empty = 質問が空です。文またはいくつかの言葉で質問してください。
refused-question-too-long = 質問が長すぎます（{ $length }文字、{ $limit }文字まで）。
refused-half-character = 文に文字の半分だけが含まれています。そのような文字はないので、書き直してください。
refused-quotation-too-long = 引用が長すぎます（{ $length }文字、{ $limit }文字まで）。
refused-quotation-too-short = 探すものがありません。話された言葉を少なくとも二語書いてください。
refused-quotation-too-many-words = 引用は{ $words }語あります。{ $limit }語までにしてください。

## What is said of the show itself

remark-need = 私は文字起こしを検索するだけのプログラムですが、あなたは大切な人です。どうか今すぐ誰かに話してください。身近な人でも、相談窓口でもかまいません。findahelpline.com には、あなたの国で無料で秘密を守ってくれる窓口が載っています。危険なときは緊急の番号に電話してください（日本では119か110）。
remark-need-link = 相談窓口を探す
remark-bot = はい、ボットです。このポッドキャストのエピソード{ $episodes }件を検索して、話された言葉をそのまま示します。言語モデルは何も書きません。
remark-help = 文またはいくつかの言葉で質問すると、エピソード{ $episodes }件の中から、それについて話されたことを探します。引用を確かめることもできます。どの箇所にも話し手とその場所へのリンクが付きます。
remark-number = エピソードを{ $episodes }件知っています。
remark-latest =
    知っているいちばん新しいエピソードは「{ $title }」（{ $date }）です。
remark-first =
    知っているいちばん古いエピソードは「{ $title }」（{ $date }）です。
remark-undated = エピソードがいつ公開されたのか、文字起こしからはわかりません。
remark-hosts-unknown = 誰が司会者なのか、文字起こしからはわかりません。
remark-hosts =
    司会者は{ $names }{ $count ->
        [1] {""}
       *[other] （{ $count }人）
    }です。
remark-guests-unknown = 名前のわかるゲストはいません。
remark-guests =
    よく話している人：{ $names }{ $more ->
        [0] {""}
       *[other] 、ほか{ $more }人
    }。
remark-show =
    エピソードを{ $episodes }件知っています{ $first ->
        [none] {""}
       *[some] （{ $first }から{ $last }まで）
    }。{ $first ->
        [none] そのうち
       *[some] 新しいもの
    }：{ $titles }。
remark-person =
    { $name }が話しているのは、{ $places }{ $more ->
        [0] {""}
       *[other] 、ほかにエピソード{ $more }件
    }です。知りたいことを質問してください。
remark-person-in =
    「{ $title }」{ $sections ->
        [none] {""}
       *[some] （話題：{ $sections }）
    }
remark-silence = これらのエピソードで{ $name }は{ $topic }について話していません。ほかの人の発言です：
remark-silence-of-all = これらのエピソードでは、{ $name }もほかの誰も{ $topic }について話していません。
