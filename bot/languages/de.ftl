# The bot's own words in German (informal: du).

language = Deutsch

## How sentences and lists are put together

sentence-space = {" "}
list-comma = {", "}
list-semicolon = {"; "}
list-and = { $before } und { $last }
list-more = { $count } weitere
speakers-and = {" und "}
title-quoted = „{ $title }“

## Commands

command-ask = fragen
command-ask-told = Finde, was zu einem Thema gesagt wurde
command-quote = zitat
command-quote-told = Wurde das wirklich gesagt? Von wem, wo und in welchen Worten
command-episodes = folgen
command-episodes-told = Zeigt alle Folgen oder die Abschnitte einer Folge
command-about = info
command-about-told = Was der Bot durchsucht, was er speichert und wo du Hilfe bekommst
command-privacy = datenschutz
command-privacy-told = Was über dich gespeichert ist und wie du es löschen lässt
command-settings = einstellungen
command-settings-told = Wo, für wen und wie der Bot auf diesem Server antwortet
command-insights = auswertung
command-insights-told = Was hier gefragt wurde: nicht beantwortet, nicht hilfreich, am häufigsten
command-find = In Folgen suchen
command-check = Zitat prüfen

option-question = frage
option-show = podcast
option-episode = folge
option-speaker = person
option-private = privat
option-text = text
option-card = karte
ask-question-told = Was du wissen möchtest, als Satz oder in ein paar Stichworten
ask-show-told = Nur diesen Podcast fragen
ask-episode-told = Nur in dieser Folge suchen
ask-speaker-told = Nur in den Worten dieser Person suchen
ask-private-told = Die Antwort nur dir zeigen
quote-text-told = Die Worte, so wie du sie in Erinnerung hast
quote-speaker-told = Wer das gesagt haben soll
quote-show-told = Nur in diesem Podcast suchen
quote-episode-told = Nur in dieser Folge nachsehen
quote-private-told = Das Ergebnis nur dir zeigen
quote-card-told = Den echten Wortlaut als Bild zum Posten zeichnen
episodes-show-told = Die Folgen dieses Podcasts auflisten
episodes-episode-told = Die Abschnitte dieser Folge zeigen

## Buttons and forms

button-more = Weitere Treffer
button-more-of = Mehr aus { $show }
button-follow-up = Nachfragen
button-alone = Für sich allein fragen
button-share = Teilen
button-helpful = Hilfreich
button-not-helpful = Nicht hilfreich
button-remove = Entfernen
button-read = Lesen
button-hear = Ab { $time } anhören
button-around = Davor und danach
button-further-back = Weiter zurück
button-further-on = Weiter vor
button-quote = Zitieren
button-card = Karte erstellen
card-dark = Dunkel
card-light = Hell
menu-passages = Davor und danach, Zitat, Karte …
button-did-you-mean = Meintest du: { $question }
button-previous = Zurück
button-next = Weiter
button-reset = Zurücksetzen
button-should-be-found = Sollte gefunden werden
button-not-in-transcripts = Steht nicht in den Transkripten
button-table = Tabelle (CSV)
button-question-set = Fragensammlung
button-forget = Meine Fragen vergessen
button-keep-none = Keine Fragen von mir speichern
button-keep-again = Meine Fragen wieder speichern
form-follow-up = Nachfragen
form-follow-up-label = Deine Frage
form-follow-up-placeholder = Sie darf an die vorige Frage anknüpfen: Warum denkt sie das?
form-quote = Zitieren
form-quote-label = Lass die Worte stehen, die du zitieren willst
form-cooldowns = Wartezeit zwischen Fragen
form-cooldowns-member = Sekunden pro Mitglied
form-cooldowns-channel = Sekunden pro Kanal

## Answers

answer-goes-on = Verstanden als Nachfrage zu: { $question }
answer-spelling-corrected = Schreibweise korrigiert; gesucht wurde nach: { $question }
answer-all-shown = Das war alles: Zu dieser Frage gibt es keine weiteren Stellen.
answer-around = Was davor und danach gesagt wurde:
answer-none = Nichts in den Transkripten beantwortet das.
answer-nearest = Die nächstliegenden Stellen, in denen es auch um etwas anderes gehen kann:
passage-this = diese Stelle
passage-cut = Hier gekürzt.
passage-cut-linked = Hier gekürzt; der Link führt zum Rest.
passage-near-miss = Knapp daneben: { $head }
shows-also = Auch in: { $shows }
shows-without = Keine Antwort in: { $shows }

## Quotations

quote-heading = „{ $quoted }“
quote-exact = **Ja, Wort für Wort.**
quote-close = **Fast.** Gesagt wurde:
quote-paraphrase = **Nicht in diesen Worten.** Gemeint ist vielleicht diese Stelle:
quote-not-found = **Nicht gefunden.** Das sagt in diesen Folgen niemand, weder in diesen noch in anderen Worten.
quote-unnamed = jemand ohne Namen
quote-by-another =
    Aber nicht von { $attributed }: { $who } sagt das{ $role ->
        [asking] {" "}und stellt damit als Host eine Frage
        [host] , und zwar als Host
       *[none] {""}
    }.
quote-copy = Kopiere das in deine Nachricht:
quote-compared = Im Vergleich: { $words }

## Lists

episodes-count =
    { $count ->
        [one] { $count } Folge
       *[other] { $count } Folgen
    }
episode-passages =
    { $count ->
        [one] { $count } Stelle
       *[other] { $count } Stellen
    }
episode-without-headings = Diese Folge hat keine Überschriften:
link-open = öffnen
page = Seite { $page } von { $pages }

## /about

about-what = Was das hier ist
about-what-told = Antworten aus den Transkripten, Wort für Wort. Nichts davon schreibt ein Sprachmodell.
about-holds = Was durchsucht wird
about-holds-told =
    {""}**{ $episodes }** { $episodes ->
        [one] Folge
       *[other] Folgen
    }, **{ $passages }** { $passages ->
        [one] Stelle
       *[other] Stellen
    } von **{ $speakers }** { $speakers ->
        [one] Person
       *[other] Personen
    }, **{ $words }** { $words ->
        [one] Wort
       *[other] Wörter
    }.
about-built =
    Der Index wurde { $days ->
        [0] heute
        [1] gestern
       *[other] vor { $days } Tagen
    } erstellt ({ $date }).
about-newest = Die neueste Folge ist { $title } ({ $date }).
about-server = Auf diesem Server
about-stored = Was über dich gespeichert wird
about-stored-told =
    Keine Namen und keine Nutzer-IDs. Der Text von Fragen, und ob eine Antwort geholfen hat, bleibt { $days ->
        [one] { $days } Tag
       *[other] { $days } Tage
    } gespeichert, damit die Buttons weiter funktionieren.
about-help = Hilfe
about-help-told = Mit `/{ command-ask }` fragst du, `/{ command-episodes }` zeigt, was es gibt. Erwähne den Bot oder schreib ihm direkt, um im Chat zu fragen; eine Nachfrage braucht eine Erwähnung oder den Button, denn andere Nachrichten liest der Bot nicht. Im Menü einer Nachricht findest du unter „Apps“ den Punkt „{ command-find }“. Wenn eine Antwort falsch ist, drück auf „{ button-not-helpful }“ oder sag es der Moderation.

## /privacy

privacy-kept =
    Der Text deiner Fragen, der Server, ob sie beantwortet wurden und ob eine Antwort geholfen hat, für { $days ->
        [one] { $days } Tag
       *[other] { $days } Tage
    }; nicht dein Name und nicht deine ID. Wer diese Datei liest, erfährt also nicht, wer gefragt hat.
privacy-unkept = Nichts. Deine Fragen liegen nur im Arbeitsspeicher, damit die Buttons funktionieren, bis der Bot beendet wird; auf der Festplatte steht nur ein Prüfwert, der besagt, dass du es so möchtest.
privacy-honest =
    Weil keine ID gespeichert wird, lassen sich dir nur Fragen zuordnen, die seit dem letzten Start des Bots gestellt wurden; sie werden sofort vergessen. Ältere verschwinden von selbst nach { $days ->
        [one] { $days } Tag
       *[other] { $days } Tagen
    }. Antworten in Kanälen bleiben, bis du auf „{ button-remove }“ drückst.
privacy-forgotten =
    { $count ->
        [one] **Vergessen: { $count } Frage.**
       *[other] **Vergessen: { $count } Fragen.**
    }

## /settings

settings = Einstellungen dieses Servers
settings-described =
    Der Bot antwortet { $roles ->
        [all] allen
       *[some] { $roles }
    } in { $channels ->
        [all] allen Kanälen
       *[some] { $channels }
    }; Antworten sieht { $seen ->
        [alone] nur, wer gefragt hat
       *[all] jeder
    }, sofern `{ option-private }` nichts anderes sagt.
settings-described-shows = Er antwortet aus { $shows }.
settings-described-no-mentions = Auf Erwähnungen antwortet er hier nicht; nimm `/{ command-ask }`.
settings-described-language = Seine eigenen Worte: { $language }.
settings-answers-alone = Antworten: nur an den, der fragt
settings-answers-all = Antworten: für alle
settings-mentions-on = Erwähnungen: an
settings-mentions-off = Erwähnungen: aus
settings-links-words = Links: zum Wortlaut
settings-links-section = Links: zum Abschnitt
settings-cooldowns = Wartezeit: { NUMBER($member, useGrouping: 0) } s pro Mitglied, { NUMBER($channel, useGrouping: 0) } s pro Kanal
settings-channels = Kanäle, in denen der Bot antwortet (nichts gewählt: alle)
settings-channels-all = Alle Kanäle
settings-roles = Rollen, denen er antwortet (nichts gewählt: allen)
settings-roles-all = Alle
settings-language = Sprache der eigenen Worte des Bots (Stellen bleiben, wie sie gesprochen wurden)
settings-language-member = Die Discord-Sprache jedes Mitglieds
settings-shows = Podcasts, aus denen er antwortet (keiner gewählt: alle)
settings-shows-all = Alle Podcasts

## /insights

insights-missed = Nicht beantwortet
insights-unhelpful = Nicht hilfreich
insights-most = Am häufigsten gefragt
insights-missed-none = Jede Frage wurde beantwortet.
insights-unhelpful-none = Keine Antwort wurde als nicht hilfreich bewertet.
insights-most-none = Es wurde noch nichts gefragt.
insights-span =
    Aus { $days ->
        [one] dem letzten Tag
       *[other] den letzten { $days } Tagen
    }, mit der Woche des letzten Mals; nie, von wem.
insights-asked = { $count }× gefragt
insights-not-answered = { $count }× nicht beantwortet
insights-not-helpful = { $count }× nicht hilfreich
insights-should-be-found = sollte gefunden werden
insights-not-in-transcripts = steht nicht in den Transkripten

## The greeting in a server

welcome-hello = Hallo! Ich beantworte Fragen aus den Transkripten des Podcasts mit dem, was wirklich gesagt wurde, Wort für Wort, jede Stelle mit Namen und einem Link dorthin.
welcome-ask = **Frag** mit `/{ command-ask }` oder erwähne mich; `/{ command-episodes }` zeigt, was es gibt, `/{ command-about }` sagt, was ich speichere.
welcome-set-up = **Stell mich ein** mit `/{ command-settings }` (für alle, die diesen Server verwalten): wo, für wen und wie ich antworte.

## Notices

notice-cooldown =
    Einen Moment: Bitte frag in { $seconds ->
        [one] { $seconds } Sekunde
       *[other] { $seconds } Sekunden
    } noch einmal.
notice-question-too-long = Diese Frage hat { $length } Zeichen; höchstens { $limit } sind möglich. Bitte kürze sie.
notice-question-missing = Stell eine Frage, als Satz oder in ein paar Stichworten, zum Beispiel mit `/{ command-ask }`.
notice-unknown-episode = Es gibt keine Folge namens „{ $name }“.
notice-unknown-speaker = Es gibt niemanden namens „{ $name }“.
notice-did-you-mean = Meintest du { $names }?
notice-unknown-show = Einen Podcast namens „{ $name }“ gibt es hier nicht; es gibt { $shows }.
notice-episode-changed = Diese Folge hat sich seit der Antwort geändert. Bitte frag noch einmal, um sie auf dem neuesten Stand zu sehen.
notice-question-forgotten = Diese Frage ist zu alt und nicht mehr gespeichert. Bitte stell sie noch einmal.
notice-button-outdated = Dieser Button stammt aus einer älteren Version und tut nichts mehr. Bitte frag noch einmal.
notice-rated = Danke, das ist notiert.
notice-removal-refused = Diese Antwort entfernen kann nur, wer gefragt hat, oder die Moderation.
notice-sharing-refused = Der Bot darf in diesem Kanal nichts posten, deshalb siehst nur du die Antwort.
notice-only-channels = Auf diesem Server antwortet der Bot in { $channels }. Bitte frag dort.
notice-only-roles = Auf diesem Server antwortet der Bot nur { $roles }.
notice-only-both = Auf diesem Server antwortet der Bot { $roles } in { $channels }. Bitte frag dort.
notice-card-unavailable = Aus diesen Worten lässt sich hier keine Karte erstellen. Wer den Bot betreibt, findet den Grund im Log.
notice-cooldown-refused = Bitte gib Sekunden von 0 bis 3600 an; 0 heißt: keine Wartezeit. Es wurde nichts geändert.
notice-managers-only = Das kann nur, wer diesen Server verwalten darf.
notice-message-without-text = Diese Nachricht enthält keine Worte, nach denen sich suchen ließe.
notice-index-unavailable = Die Transkripte lassen sich gerade nicht durchsuchen. Bitte versuch es in ein paar Minuten noch einmal.
notice-failure = Hier ist etwas schiefgegangen, an deiner Frage lag es nicht. Es ist notiert; bitte versuch es noch einmal.

## Why the index does not take a question or a quotation

refused-question-empty = Die Frage ist leer; frag in einem Satz oder in ein paar Stichworten.
refused-question-too-long = Die Frage ist zu lang ({ $length } Zeichen; höchstens { $limit }).
refused-half-character = Der Text enthält ein halbes Zeichen, das es so nicht gibt; schreib ihn neu.
refused-quotation-too-long = Das Zitat ist zu lang ({ $length } Zeichen; höchstens { $limit }).
refused-quotation-too-short = Da ist nichts, wonach sich suchen ließe: Gib die gesagten Worte an, mindestens zwei.
refused-quotation-too-many-words = Das Zitat hat { $words } Wörter; gib höchstens { NUMBER($limit, useGrouping: 0) } an.

## What is said of the show itself

remark-need = Ich bin nur ein Programm, das Transkripte durchsucht, aber du bist wichtig. Bitte sprich jetzt mit jemandem: mit einem Menschen in deiner Nähe oder mit einem Hilfetelefon. Auf findahelpline.com stehen kostenlose und vertrauliche für dein Land; wenn du in Gefahr bist, ruf den Notruf an (112 in Europa).
remark-need-link = Hilfetelefon finden
remark-bot =
    Ja, ein Bot: Ich durchsuche { $episodes ->
        [1] eine Folge
       *[other] { $episodes } Folgen
    } dieses Podcasts und zeige, was gesagt wurde, Wort für Wort. Kein Sprachmodell schreibt etwas dazu.
remark-help =
    Frag in einem Satz oder in ein paar Stichworten, und ich suche in { $episodes ->
        [1] einer Folge
       *[other] { $episodes } Folgen
    }, was dazu gesagt wurde; oder gib mir ein Zitat zum Prüfen. Jede Stelle hat einen Namen und einen Link genau dorthin.
remark-number =
    Ich kenne { $episodes ->
        [1] eine Folge
       *[other] { $episodes } Folgen
    }.
remark-latest =
    Die neueste Folge, die ich kenne, ist „{ $title }“ vom { $date }.
remark-first =
    Die erste Folge, die ich kenne, ist „{ $title }“ vom { $date }.
remark-undated = Aus den Transkripten geht nicht hervor, wann die Folgen erschienen sind.
remark-hosts-unknown = Aus den Transkripten geht nicht hervor, wer der Host ist.
remark-hosts =
    { $count ->
        [1] Host ist { $names }.
       *[other] Hosts sind { $names }.
    }
remark-guests-unknown = Gäste sind nicht namentlich genannt.
remark-guests =
    Am meisten sagen: { $names }{ $more ->
        [0] {""}
       *[other] {" "}und { $more } weitere
    }.
remark-show =
    Ich kenne davon { $episodes ->
        [1] eine Folge
       *[other] { $episodes } Folgen
    }{ $first ->
        [none] {""}
       *[some] , vom { $first } bis zum { $last }
    }. { $first ->
        [none] Darunter
       *[some] Die neuesten
    }: { $titles }.
remark-person =
    { $name } spricht { $places }{ $more ->
        [0] {""}
        [one] ; und in { $more } weiteren Folge
       *[other] ; und in { $more } weiteren Folgen
    }. Frag, was du wissen möchtest.
remark-person-in =
    in „{ $title }“{ $sections ->
        [none] {""}
       *[some] {" "}über { $sections }
    }
remark-silence = { $name } spricht in diesen Folgen nicht über { $topic }. Was andere sagen:
remark-silence-of-all = { $name } spricht in diesen Folgen nicht über { $topic }, und auch sonst niemand.
