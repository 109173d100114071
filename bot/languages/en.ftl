# The bot's own words in English: the language that the others are translated from, and that stands in for a sentence
# that one of them lacks. What is said in { } is a value or another sentence; * and ` are Discord's Markdown.

language = English

## How sentences and lists are put together

sentence-space = {" "}
list-comma = {", "}
list-semicolon = {"; "}
list-and = { $before } and { $last }
list-more = { $count } more
speakers-and = {" and "}
title-quoted = “{ $title }”

## Commands: names (one lower-case word) and descriptions (at most 100 characters)

command-ask = ask
command-ask-told = Find what was said about something
command-quote = quote
command-quote-told = Was this really said? By whom, where, and in which words
command-episodes = episodes
command-episodes-told = List the episodes, or one episode's sections
command-about = about
command-about-told = What the bot searches, what it stores, how to get help
command-privacy = privacy
command-privacy-told = What is stored about you, and how to have it forgotten
command-settings = settings
command-settings-told = Where, for whom and how the bot answers in this server
command-insights = insights
command-insights-told = What was asked here: not answered, not helpful, most asked
command-find = Find in episodes
command-check = Check this quote

option-question = question
option-show = show
option-episode = episode
option-speaker = speaker
option-private = private
option-text = text
option-card = card
ask-question-told = What you want to know, in a sentence or a few words
ask-show-told = Ask this show alone
ask-episode-told = Search this episode alone
ask-speaker-told = Search this speaker's words alone
ask-private-told = Show the answer to you alone
quote-text-told = The words as you remember them
quote-speaker-told = Who is said to have said it
quote-show-told = Look in this show alone
quote-episode-told = Look in this episode alone
quote-private-told = Show the outcome to you alone
quote-card-told = Draw the true words as a picture to post
episodes-show-told = List the episodes of this show
episodes-episode-told = Show the sections of this episode

## Buttons (at most 80 characters) and forms (titles and labels at most 45)

button-more = More results
button-more-of = More from { $show }
button-follow-up = Ask a follow-up
button-alone = Ask it on its own
button-share = Share
button-helpful = Helpful
button-not-helpful = Not helpful
button-remove = Remove
button-read = Read it
button-hear = Hear it at { $time }
button-around = Before and after
button-further-back = Further back
button-further-on = Further on
button-quote = Quote
button-card = Make a card
card-dark = Dark
card-light = Light
menu-passages = Before and after, quote, card …
button-did-you-mean = Did you mean: { $question }
button-previous = Previous
button-next = Next
button-reset = Reset
button-should-be-found = Should be found
button-not-in-transcripts = Not in the transcripts
button-table = Table (CSV)
button-question-set = Question set
button-forget = Forget my questions
button-keep-none = Keep none of my questions
button-keep-again = Keep my questions again
form-follow-up = Ask a follow-up
form-follow-up-label = Your question
form-follow-up-placeholder = It may lean on the question before: why does she think that?
form-quote = Quote this
form-quote-label = Keep the words you want to quote
form-cooldowns = How long to wait between questions
form-cooldowns-member = Seconds for one member
form-cooldowns-channel = Seconds in one channel

## Answers

answer-goes-on = Taken as a follow-up to: { $question }
answer-spelling-corrected = Spelling corrected; searched for: { $question }
answer-all-shown = That was all: there are no more passages for this question.
answer-around = What was said before and after:
answer-none = Nothing in the transcripts answers that.
answer-nearest = The nearest passages, which may be about something else:
passage-this = this passage
passage-cut = Cut here.
passage-cut-linked = Cut here; the link leads to the rest.
passage-near-miss = Near miss: { $head }
shows-also = Also in: { $shows }
shows-without = Nothing that answers it in: { $shows }

## Quotations

quote-heading = “{ $quoted }”
quote-exact = **Yes, word for word.**
quote-close = **Nearly.** This is what was said:
quote-paraphrase = **Not in these words.** This passage may be what is meant:
quote-not-found = **Not found.** Nobody says this in these episodes, in these words or in others.
quote-unnamed = somebody who is not named
quote-by-another =
    But not by { $attributed }: { $who } says it{ $role ->
        [asking] , the host, asking
        [host] , the host
       *[none] {""}
    }.
quote-copy = Copy this into your message:
quote-compared = Compared: { $words }

## Lists

episodes-count =
    { $count ->
        [one] { $count } episode
       *[other] { $count } episodes
    }
episode-passages =
    { $count ->
        [one] { $count } passage
       *[other] { $count } passages
    }
episode-without-headings = This episode has no headings:
link-open = open
page = Page { $page } of { $pages }

## /about

about-what = What this is
about-what-told = Answers from the transcripts, word for word. Nothing is written by a language model.
about-holds = What it holds
about-holds-told = **{ $episodes }** episodes, **{ $passages }** passages by **{ $speakers }** speakers, **{ $words }** words.
about-built =
    The index was built { $days ->
        [0] today
        [1] yesterday
       *[other] { $days } days ago
    } ({ $date }).
about-newest = The newest episode is { $title } ({ $date }).
about-server = In this server
about-stored = What is stored about you
about-stored-told =
    No names and no user ids. The text of questions, and whether an answer helped, are kept for { $days ->
        [one] { NUMBER($days, useGrouping: 0) } day
       *[other] { NUMBER($days, useGrouping: 0) } days
    }, so that buttons go on working.
about-help = Help
about-help-told = `/{ command-ask }` asks, `/{ command-episodes }` lists what there is. Mention the bot or write to it directly to ask in a chat; a follow-up needs a mention or the button, for other messages the bot does not read. A message's menu has “{ command-find }” under Apps. If an answer is wrong, press “{ button-not-helpful }”, or tell a moderator.

## /privacy

privacy-kept =
    The text of your questions, the server, whether they were answered and whether an answer helped, for { $days ->
        [one] { NUMBER($days, useGrouping: 0) } day
       *[other] { NUMBER($days, useGrouping: 0) } days
    }; not your name and not your id. So nobody who reads that file learns who asked.
privacy-unkept = Nothing. Your questions are held only in memory, so that buttons work, until the bot stops; what is kept on the disk is a digest that says that you want it so.
privacy-honest =
    Since no id is stored, only questions asked since the bot was last started can be told to be yours, and are forgotten at once; older ones go by themselves after { $days ->
        [one] { NUMBER($days, useGrouping: 0) } day
       *[other] { NUMBER($days, useGrouping: 0) } days
    }. Answers in channels stay until you press { button-remove }.
privacy-forgotten =
    { $count ->
        [one] **Forgotten: { $count } question.**
       *[other] **Forgotten: { $count } questions.**
    }

## /settings

settings = Settings of this server
settings-described =
    The bot answers { $roles ->
        [all] everybody
       *[some] { $roles }
    } in { $channels ->
        [all] all channels
       *[some] { $channels }
    }; answers are seen by { $seen ->
        [alone] the asker alone
       *[all] everybody
    }, unless `{ option-private }` says otherwise.
settings-described-shows = It answers from { $shows }.
settings-described-no-mentions = A mention is not answered here; use `/{ command-ask }`.
settings-described-language = Its own words are in { $language }.
settings-answers-alone = Answers: to the asker alone
settings-answers-all = Answers: to everybody
settings-mentions-on = Mentions: on
settings-mentions-off = Mentions: off
settings-links-words = Links: to the words
settings-links-section = Links: to the section
settings-cooldowns = Cooldowns: { NUMBER($member, useGrouping: 0) } s a member, { NUMBER($channel, useGrouping: 0) } s a channel
settings-channels = Channels in which the bot answers (none chosen: all)
settings-channels-all = All channels
settings-roles = Roles that it answers (none chosen: everybody)
settings-roles-all = Everybody
settings-language = Language of the bot's own words (passages stay as they were spoken)
settings-language-member = Each member's Discord language
settings-shows = Shows that it answers from (none chosen: all)
settings-shows-all = All shows

## /insights

insights-missed = Not answered
insights-unhelpful = Not helpful
insights-most = Most asked
insights-missed-none = Every question was answered.
insights-unhelpful-none = No answer was rated unhelpful.
insights-most-none = Nothing was asked yet.
insights-span = Of the last { NUMBER($days, useGrouping: 0) } days, by the week of the last time; never by whom.
insights-asked = asked { $count }×
insights-not-answered = not answered { $count }×
insights-not-helpful = not helpful { $count }×
insights-should-be-found = should be found
insights-not-in-transcripts = not in the transcripts

## The greeting in a server

welcome-hello = Hello! I answer questions from the podcast's transcripts with what was really said, word for word, each passage with its speaker and a link to the place.
welcome-ask = **Ask** with `/{ command-ask }`, or mention me; `/{ command-episodes }` lists what there is, `/{ command-about }` says what I store.
welcome-set-up = **Set me up** with `/{ command-settings }` (for who manages this server): where, for whom and how I answer.

## Notices

notice-cooldown =
    One moment: please ask again in { $seconds ->
        [one] { NUMBER($seconds, useGrouping: 0) } second
       *[other] { NUMBER($seconds, useGrouping: 0) } seconds
    }.
notice-question-too-long = That question has { $length } characters; at most { $limit } can be asked. Please shorten it.
notice-question-missing = Ask a question in a sentence or a few words, for example with `/{ command-ask }`.
notice-unknown-episode = There is no episode called “{ $name }”.
notice-unknown-speaker = There is no speaker called “{ $name }”.
notice-did-you-mean = Did you mean { $names }?
notice-unknown-show = There is no show called “{ $name }” here; there are { $shows }.
notice-episode-changed = That episode has changed since this answer was given. Please ask again to see it as it is now.
notice-question-forgotten = That question is too old: it is no longer remembered. Please ask it again.
notice-button-outdated = This button is from an older version and does nothing any more. Please ask again.
notice-rated = Thank you, that is noted.
notice-removal-refused = Only whoever asked, or a moderator, can remove this answer.
notice-sharing-refused = The bot may not post in this channel, so the answer stays with you.
notice-only-channels = In this server the bot answers in { $channels }. Please ask there.
notice-only-roles = In this server the bot answers for { $roles }. Please ask there.
notice-only-both = In this server the bot answers in { $channels } for { $roles }. Please ask there.
notice-card-unavailable = A card cannot be made of these words here. Whoever runs the bot finds the reason in its log.
notice-cooldown-refused = Please write seconds from 0 to 3600; 0 means no wait. Nothing was changed.
notice-managers-only = Only those who may manage this server can do that.
notice-message-without-text = That message holds no words to look for.
notice-index-unavailable = The transcripts cannot be searched at the moment. Please try again in a few minutes.
notice-failure = Something went wrong here, not with your question. It has been noted; please try again.

## Why the index does not take a question or a quotation

refused-question-empty = The question is empty; ask in a sentence or a few words.
refused-question-too-long = The question is too long ({ $length } characters; at most { $limit }).
refused-half-character = The text holds half a character, which none has; write it anew.
refused-quotation-too-long = The quotation is too long ({ $length } characters; at most { $limit }).
refused-quotation-too-short = There is nothing to look for: give the words that were said, two at least.
refused-quotation-too-many-words = The quotation has { NUMBER($words, useGrouping: 0) } words; give at most { NUMBER($limit, useGrouping: 0) }.

## What is said of the show itself

remark-need = I am only a program that searches transcripts, but you matter. Please talk to somebody now: to a person near you, or to a helpline. findahelpline.com lists free and confidential ones for your country; if you are in danger, call your emergency number (112 in Europe, 911 or 988 in the USA).
remark-need-link = Find a helpline
remark-bot =
    Yes, a bot: I search { $episodes ->
        [1] one episode
       *[other] { $episodes } episodes
    } of this podcast and show what was said, word for word. No language model writes anything.
remark-help =
    Ask in a sentence or a few words, and I look for what was said about it in { $episodes ->
        [1] one episode
       *[other] { $episodes } episodes
    }; or give me a quotation to check. Every passage has its speaker and a link to the very place.
remark-number =
    I know { $episodes ->
        [1] one episode
       *[other] { $episodes } episodes
    }.
remark-latest =
    The latest episode that I know is “{ $title }”, of { $date }.
remark-first =
    The first episode that I know is “{ $title }”, of { $date }.
remark-undated = The transcripts do not tell when the episodes appeared.
remark-hosts-unknown = The transcripts do not tell who the host is.
remark-hosts =
    { $count ->
        [1] The host is { $names }.
       *[other] The hosts are { $names }.
    }
remark-guests-unknown = No guests are named.
remark-guests =
    Those who say most: { $names }{ $more ->
        [0] {""}
       *[other] {" "}and { NUMBER($more, useGrouping: 0) } more
    }.
remark-show =
    I know { $episodes ->
        [1] one episode
       *[other] { $episodes } episodes
    } of it{ $first ->
        [none] {""}
       *[some] , from { $first } to { $last }
    }. { $first ->
        [none] Among them
       *[some] The newest
    }: { $titles }.
remark-person =
    { $name } speaks { $places }{ $more ->
        [0] {""}
        [one] ; and in { NUMBER($more, useGrouping: 0) } more episode
       *[other] ; and in { NUMBER($more, useGrouping: 0) } more episodes
    }. Ask what you want to know.
remark-person-in =
    in “{ $title }”{ $sections ->
        [none] {""}
       *[some] {" "}about { $sections }
    }
remark-silence = { $name } does not speak of { $topic } in these episodes. What others say:
remark-silence-of-all = { $name } does not speak of { $topic } in these episodes, nor does anybody else.
