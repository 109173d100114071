# The bot's own words in French (informal: tu).

language = Français

## How sentences and lists are put together

sentence-space = {" "}
list-comma = {", "}
list-semicolon = {" ; "}
list-and = { $before } et { $last }
list-more = { $count } de plus
speakers-and = {" et "}
title-quoted = « { $title } »

## Commands

command-ask = demander
command-ask-told = Trouve ce qui a été dit sur un sujet
command-quote = citation
command-quote-told = A-t-on vraiment dit ça ? Qui, où, et en quels termes
command-episodes = épisodes
command-episodes-told = Liste les épisodes, ou les parties d'un épisode
command-about = à-propos
command-about-told = Ce que le bot parcourt, ce qu'il enregistre, où trouver de l'aide
command-privacy = confidentialité
command-privacy-told = Ce qui est enregistré sur toi, et comment le faire oublier
command-settings = paramètres
command-settings-told = Où, pour qui et comment le bot répond sur ce serveur
command-insights = bilan
command-insights-told = Ce qui a été demandé ici : sans réponse, pas utile, le plus demandé
command-find = Chercher dans les épisodes
command-check = Vérifier cette citation

option-question = question
option-show = podcast
option-episode = épisode
option-speaker = personne
option-private = privé
option-text = texte
option-card = carte
ask-question-told = Ce que tu veux savoir, en une phrase ou en quelques mots
ask-show-told = N'interroger que ce podcast
ask-episode-told = Chercher dans cet épisode seulement
ask-speaker-told = Chercher dans les paroles de cette personne seulement
ask-private-told = Te montrer la réponse à toi seul·e
quote-text-told = Les mots tels que tu t'en souviens
quote-speaker-told = Qui est censé l'avoir dit
quote-show-told = Ne chercher que dans ce podcast
quote-episode-told = Regarder dans cet épisode seulement
quote-private-told = Te montrer le résultat à toi seul·e
quote-card-told = Dessiner les mots exacts en une image à publier
episodes-show-told = Lister les épisodes de ce podcast
episodes-episode-told = Montrer les parties de cet épisode

## Buttons and forms

button-more = Plus de résultats
button-more-of = Plus de { $show }
button-follow-up = Poser une autre question
button-alone = La poser seule
button-share = Partager
button-helpful = Utile
button-not-helpful = Pas utile
button-remove = Supprimer
button-read = Lire
button-hear = Écouter à { $time }
button-around = Avant et après
button-further-back = Plus tôt
button-further-on = Plus loin
button-quote = Citer
button-card = Créer une carte
card-dark = Sombre
card-light = Claire
menu-passages = Avant et après, citation, carte…
button-did-you-mean = Tu voulais dire : { $question }
button-previous = Précédent
button-next = Suivant
button-reset = Réinitialiser
button-should-be-found = Devrait être trouvé
button-not-in-transcripts = Pas dans les transcriptions
button-table = Tableau (CSV)
button-question-set = Jeu de questions
button-forget = Oublier mes questions
button-keep-none = Ne garder aucune de mes questions
button-keep-again = Garder à nouveau mes questions
form-follow-up = Poser une autre question
form-follow-up-label = Ta question
form-follow-up-placeholder = Elle peut s'appuyer sur la question d'avant : pourquoi pense-t-elle ça ?
form-quote = Citer ceci
form-quote-label = Garde les mots que tu veux citer
form-cooldowns = Temps d'attente entre les questions
form-cooldowns-member = Secondes par membre
form-cooldowns-channel = Secondes par salon

## Answers

answer-goes-on = Comprise comme la suite de : { $question }
answer-spelling-corrected = Orthographe corrigée ; recherche effectuée : { $question }
answer-all-shown = C'est tout : il n'y a pas d'autre passage pour cette question.
answer-around = Ce qui a été dit avant et après :
answer-none = Rien dans les transcriptions n'y répond.
answer-nearest = Les passages les plus proches, qui parlent peut-être d'autre chose :
passage-this = ce passage
passage-cut = Coupé ici.
passage-cut-linked = Coupé ici ; le lien mène à la suite.
passage-near-miss = Presque : { $head }
shows-also = Aussi dans : { $shows }
shows-without = Aucune réponse dans : { $shows }

## Quotations

quote-heading = « { $quoted } »
quote-exact = **Oui, mot pour mot.**
quote-close = **Presque.** Voici ce qui a été dit :
quote-paraphrase = **Pas en ces termes.** C'est peut-être de ce passage qu'il s'agit :
quote-not-found = **Introuvable.** Personne ne dit cela dans ces épisodes, ni en ces termes ni en d'autres.
quote-unnamed = quelqu'un dont le nom n'est pas donné
quote-by-another =
    Mais ce n'est pas de { $attributed } : c'est { $who }{ $role ->
        [asking] , qui présente l'émission et pose une question,
        [host] , qui présente l'émission,
       *[none] {""}
    } qui le dit.
quote-copy = Copie ceci dans ton message :
quote-compared = Comparaison : { $words }

## Lists

episodes-count =
    { $count ->
        [one] { $count } épisode
       *[other] { $count } épisodes
    }
episode-passages =
    { $count ->
        [one] { $count } passage
       *[other] { $count } passages
    }
episode-without-headings = Cet épisode n'a pas d'intertitres :
link-open = ouvrir
page = Page { $page } sur { $pages }

## /about

about-what = Ce que c'est
about-what-told = Des réponses tirées des transcriptions, mot pour mot. Rien n'est écrit par un modèle de langage.
about-holds = Ce qu'il contient
about-holds-told =
    {""}**{ $episodes }** { $episodes ->
        [one] épisode
       *[other] épisodes
    }, **{ $passages }** { $passages ->
        [one] passage
       *[other] passages
    } de **{ $speakers }** { $speakers ->
        [one] personne
       *[other] personnes
    }, **{ $words }** { $words ->
        [one] mot
       *[other] mots
    }.
about-built =
    L'index a été construit { $days ->
        [0] aujourd'hui
        [1] hier
       *[other] il y a { $days } jours
    } ({ $date }).
about-newest = L'épisode le plus récent est { $title } ({ $date }).
about-server = Sur ce serveur
about-stored = Ce qui est enregistré sur toi
about-stored-told =
    Ni noms ni identifiants. Le texte des questions, et si une réponse a aidé, sont gardés { $days ->
        [one] { $days } jour
       *[other] { $days } jours
    }, pour que les boutons continuent de fonctionner.
about-help = Aide
about-help-told = `/{ command-ask }` pose une question, `/{ command-episodes }` montre ce qu'il y a. Mentionne le bot ou écris-lui directement pour demander dans un chat ; pour continuer, il faut une mention ou le bouton, car le bot ne lit pas les autres messages. Le menu d'un message propose « { command-find } » sous Applications. Si une réponse est fausse, appuie sur « { button-not-helpful } », ou préviens la modération.

## /privacy

privacy-kept =
    Le texte de tes questions, le serveur, si elles ont reçu une réponse et si une réponse a aidé, pendant { $days ->
        [one] { $days } jour
       *[other] { $days } jours
    } ; ni ton nom ni ton identifiant. Ainsi, personne qui lit ce fichier n'apprend qui a demandé.
privacy-unkept = Rien. Tes questions ne restent qu'en mémoire vive, pour que les boutons fonctionnent, jusqu'à l'arrêt du bot ; sur le disque, il n'y a qu'une empreinte qui indique que tu le veux ainsi.
privacy-honest =
    Comme aucun identifiant n'est enregistré, seules les questions posées depuis le dernier démarrage du bot peuvent être reconnues comme les tiennes, et sont oubliées aussitôt ; les plus anciennes disparaissent d'elles-mêmes au bout de { $days ->
        [one] { $days } jour
       *[other] { $days } jours
    }. Les réponses dans les salons restent jusqu'à ce que tu appuies sur « { button-remove } ».
privacy-forgotten =
    { $count ->
        [one] **{ $count } question oubliée.**
       *[other] **{ $count } questions oubliées.**
    }

## /settings

settings = Paramètres de ce serveur
settings-described =
    Le bot répond à { $roles ->
        [all] tout le monde
       *[some] { $roles }
    } dans { $channels ->
        [all] tous les salons
       *[some] { $channels }
    } ; les réponses sont vues par { $seen ->
        [alone] la seule personne qui demande
       *[all] tout le monde
    }, sauf si `{ option-private }` dit autre chose.
settings-described-shows = Ses réponses viennent de { $shows }.
settings-described-no-mentions = Ici, le bot ne répond pas aux mentions ; utilise `/{ command-ask }`.
settings-described-language = Ses propres mots sont en : { $language }.
settings-answers-alone = Réponses : à qui demande seulement
settings-answers-all = Réponses : à tout le monde
settings-mentions-on = Mentions : activées
settings-mentions-off = Mentions : désactivées
settings-links-words = Liens : vers les mots
settings-links-section = Liens : vers la partie
settings-cooldowns = Attente : { NUMBER($member, useGrouping: 0) } s par membre, { NUMBER($channel, useGrouping: 0) } s par salon
settings-channels = Salons dans lesquels le bot répond (aucun choisi : tous)
settings-channels-all = Tous les salons
settings-roles = Rôles auxquels il répond (aucun choisi : tout le monde)
settings-roles-all = Tout le monde
settings-language = Langue des propres mots du bot (les passages restent tels qu'ils ont été dits)
settings-language-member = La langue Discord de chaque membre
settings-shows = Podcasts dont il tire ses réponses (aucun choisi : tous)
settings-shows-all = Tous les podcasts

## /insights

insights-missed = Sans réponse
insights-unhelpful = Pas utile
insights-most = Le plus demandé
insights-missed-none = Chaque question a reçu une réponse.
insights-unhelpful-none = Aucune réponse n'a été jugée inutile.
insights-most-none = Rien n'a encore été demandé.
insights-span =
    { $days ->
        [1] Du dernier jour
       *[other] Des { $days } derniers jours
    }, selon la semaine de la dernière fois ; jamais par qui.
insights-asked = demandé { $count }×
insights-not-answered = sans réponse { $count }×
insights-not-helpful = pas utile { $count }×
insights-should-be-found = devrait être trouvé
insights-not-in-transcripts = pas dans les transcriptions

## The greeting in a server

welcome-hello = Bonjour ! Je réponds aux questions à partir des transcriptions du podcast avec ce qui a vraiment été dit, mot pour mot, chaque passage avec le nom de qui parle et un lien vers l'endroit.
welcome-ask = **Demande** avec `/{ command-ask }`, ou mentionne-moi ; `/{ command-episodes }` montre ce qu'il y a, `/{ command-about }` dit ce que j'enregistre.
welcome-set-up = **Configure-moi** avec `/{ command-settings }` (pour qui gère ce serveur) : où, pour qui et comment je réponds.

## Notices

notice-cooldown =
    Un instant : redemande dans { $seconds ->
        [one] { $seconds } seconde
       *[other] { $seconds } secondes
    }, s'il te plaît.
notice-question-too-long = Cette question a { $length } caractères ; le maximum est de { $limit }. Raccourcis-la, s'il te plaît.
notice-question-missing = Pose une question, en une phrase ou en quelques mots, par exemple avec `/{ command-ask }`.
notice-unknown-episode = Il n'y a pas d'épisode appelé « { $name } ».
notice-unknown-speaker = Il n'y a personne du nom de « { $name } ».
notice-did-you-mean = Tu voulais dire { $names } ?
notice-unknown-show = Il n'y a pas de podcast appelé « { $name } » ici ; il y a { $shows }.
notice-episode-changed = Cet épisode a changé depuis cette réponse. Redemande pour le voir tel qu'il est maintenant.
notice-question-forgotten = Cette question est trop ancienne : elle n'est plus en mémoire. Pose-la à nouveau, s'il te plaît.
notice-button-outdated = Ce bouton vient d'une ancienne version et ne fait plus rien. Redemande, s'il te plaît.
notice-rated = Merci, c'est noté.
notice-removal-refused = Seule la personne qui a demandé, ou la modération, peut supprimer cette réponse.
notice-sharing-refused = Le bot n'a pas le droit de publier dans ce salon, donc la réponse reste entre nous.
notice-only-channels = Sur ce serveur, le bot répond dans { $channels }. Pose ta question là-bas, s'il te plaît.
notice-only-roles = Sur ce serveur, le bot répond seulement à { $roles }.
notice-only-both = Sur ce serveur, le bot répond à { $roles } dans { $channels }. Pose ta question là-bas, s'il te plaît.
notice-card-unavailable = Impossible de faire une carte de ces mots ici. La personne qui gère le bot en trouvera la raison dans son journal.
notice-cooldown-refused = Écris des secondes de 0 à 3600 ; 0 veut dire sans attente. Rien n'a été changé.
notice-managers-only = Seules les personnes qui peuvent gérer ce serveur peuvent faire cela.
notice-message-without-text = Ce message ne contient aucun mot à chercher.
notice-index-unavailable = Les transcriptions ne peuvent pas être parcourues pour le moment. Réessaie dans quelques minutes.
notice-failure = Quelque chose s'est mal passé ici, ta question n'y est pour rien. C'est noté ; réessaie, s'il te plaît.

## Why the index does not take a question or a quotation

refused-question-empty = La question est vide ; demande en une phrase ou en quelques mots.
refused-question-too-long = La question est trop longue ({ $length } caractères ; { $limit } au plus).
refused-half-character = Le texte contient la moitié d'un caractère, ce qui n'existe pas ; écris-le à nouveau.
refused-quotation-too-long = La citation est trop longue ({ $length } caractères ; { $limit } au plus).
refused-quotation-too-short = Il n'y a rien à chercher : donne les mots qui ont été dits, deux au moins.
refused-quotation-too-many-words = La citation a { $words } mots ; donnes-en { $limit } au plus.

## What is said of the show itself

remark-need = Je ne suis qu'un programme qui parcourt des transcriptions, mais toi, tu comptes. Parle à quelqu'un maintenant, s'il te plaît : à une personne près de toi, ou à une ligne d'écoute. findahelpline.com en liste de gratuites et confidentielles pour ton pays ; si tu es en danger, appelle le numéro d'urgence (112 en Europe, 911 au Canada).
remark-need-link = Trouver une ligne d'écoute
remark-bot =
    Oui, un bot : je parcours { $episodes ->
        [1] un épisode
       *[other] { $episodes } épisodes
    } de ce podcast et montre ce qui a été dit, mot pour mot. Aucun modèle de langage n'écrit quoi que ce soit.
remark-help =
    Demande en une phrase ou en quelques mots, et je cherche ce qui en a été dit dans { $episodes ->
        [1] un épisode
       *[other] { $episodes } épisodes
    } ; ou donne-moi une citation à vérifier. Chaque passage porte le nom de qui parle et un lien vers l'endroit exact.
remark-number =
    Je connais { $episodes ->
        [1] un épisode
       *[other] { $episodes } épisodes
    }.
remark-latest =
    Le dernier épisode que je connais est « { $title } », du { $date }.
remark-first =
    Le premier épisode que je connais est « { $title } », du { $date }.
remark-undated = Les transcriptions ne disent pas quand les épisodes sont parus.
remark-hosts-unknown = Les transcriptions ne disent pas qui présente l'émission.
remark-hosts =
    { $count ->
        [1] L'émission est présentée par { $names }.
       *[other] L'émission est présentée par { $names }.
    }
remark-guests-unknown = Aucune personne invitée n'est nommée.
remark-guests =
    Qui parle le plus : { $names }{ $more ->
        [0] {""}
       *[other] {" "}et { $more } de plus
    }.
remark-show =
    J'en connais { $episodes ->
        [1] un épisode
       *[other] { $episodes } épisodes
    }{ $first ->
        [none] {""}
       *[some] , du { $first } au { $last }
    }. { $first ->
        [none] Parmi eux
       *[some] Les plus récents
    } : { $titles }.
remark-person =
    { $name } parle { $places }{ $more ->
        [0] {""}
        [one] {" "}; et dans { $more } autre épisode
       *[other] {" "}; et dans { $more } autres épisodes
    }. Demande ce que tu veux savoir.
remark-person-in =
    dans « { $title } »{ $sections ->
        [none] {""}
       *[some] , sur : { $sections }
    }
remark-silence = { $name } ne parle pas de { $topic } dans ces épisodes. Ce que d'autres en disent :
remark-silence-of-all = { $name } ne parle pas de { $topic } dans ces épisodes, et personne d'autre non plus.
