# The bot's own words in Spanish (informal: tú), for Spain and Latin America.

language = Español

## How sentences and lists are put together

sentence-space = {" "}
list-comma = {", "}
list-semicolon = {"; "}
list-and = { $before } y { $last }
list-more = { $count } más
speakers-and = {" y "}
title-quoted = «{ $title }»

## Commands

command-ask = preguntar
command-ask-told = Encuentra lo que se dijo sobre algo
command-quote = cita
command-quote-told = ¿De verdad se dijo esto? Quién, dónde y con qué palabras
command-episodes = episodios
command-episodes-told = Muestra los episodios, o las secciones de un episodio
command-about = acerca-de
command-about-told = En qué busca el bot, qué guarda y cómo conseguir ayuda
command-privacy = privacidad
command-privacy-told = Qué se guarda sobre ti y cómo hacer que se olvide
command-settings = ajustes
command-settings-told = Dónde, para quién y cómo responde el bot en este servidor
command-insights = resumen
command-insights-told = Qué se preguntó aquí: sin respuesta, no útil, lo más preguntado
command-find = Buscar en los episodios
command-check = Comprobar esta cita

option-question = pregunta
option-show = podcast
option-episode = episodio
option-speaker = persona
option-private = privado
option-text = texto
option-card = tarjeta
ask-question-told = Lo que quieres saber, en una frase o en pocas palabras
ask-show-told = Preguntar solo a este pódcast
ask-episode-told = Buscar solo en este episodio
ask-speaker-told = Buscar solo en las palabras de esta persona
ask-private-told = Mostrarte la respuesta solo a ti
quote-text-told = Las palabras tal como las recuerdas
quote-speaker-told = Quién se supone que lo dijo
quote-show-told = Buscar solo en este pódcast
quote-episode-told = Mirar solo en este episodio
quote-private-told = Mostrarte el resultado solo a ti
quote-card-told = Dibujar las palabras exactas como imagen para publicar
episodes-show-told = Listar los episodios de este pódcast
episodes-episode-told = Mostrar las secciones de este episodio

## Buttons and forms

button-more = Más resultados
button-more-of = Más de { $show }
button-follow-up = Preguntar algo más
button-alone = Preguntarla por separado
button-share = Compartir
button-helpful = Útil
button-not-helpful = No es útil
button-remove = Eliminar
button-read = Leerlo
button-hear = Escucharlo en { $time }
button-around = Antes y después
button-further-back = Más atrás
button-further-on = Más adelante
button-quote = Citar
button-card = Crear una tarjeta
card-dark = Oscura
card-light = Clara
menu-passages = Antes y después, cita, tarjeta…
button-did-you-mean = ¿Quisiste decir: { $question }?
button-previous = Anterior
button-next = Siguiente
button-reset = Restablecer
button-should-be-found = Debería encontrarse
button-not-in-transcripts = No está en las transcripciones
button-table = Tabla (CSV)
button-question-set = Conjunto de preguntas
button-forget = Olvidar mis preguntas
button-keep-none = No guardar ninguna pregunta mía
button-keep-again = Volver a guardar mis preguntas
form-follow-up = Preguntar algo más
form-follow-up-label = Tu pregunta
form-follow-up-placeholder = Puede apoyarse en la pregunta anterior: ¿por qué piensa eso?
form-quote = Citar esto
form-quote-label = Deja las palabras que quieres citar
form-cooldowns = Cuánto esperar entre preguntas
form-cooldowns-member = Segundos por miembro
form-cooldowns-channel = Segundos por canal

## Answers

answer-goes-on = Entendida como continuación de: { $question }
answer-spelling-corrected = Ortografía corregida; se buscó: { $question }
answer-all-shown = Eso es todo: no hay más pasajes para esta pregunta.
answer-around = Lo que se dijo antes y después:
answer-none = Nada en las transcripciones responde a eso.
answer-nearest = Los pasajes más cercanos, que quizá traten de otra cosa:
passage-this = este pasaje
passage-cut = Cortado aquí.
passage-cut-linked = Cortado aquí; el enlace lleva al resto.
passage-near-miss = Se acerca: { $head }
shows-also = También en: { $shows }
shows-without = Sin respuesta en: { $shows }

## Quotations

quote-heading = «{ $quoted }»
quote-exact = **Sí, palabra por palabra.**
quote-close = **Casi.** Esto es lo que se dijo:
quote-paraphrase = **No con estas palabras.** Quizá se trate de este pasaje:
quote-not-found = **No se encontró.** Nadie dice esto en estos episodios, ni con estas palabras ni con otras.
quote-unnamed = alguien cuyo nombre no consta
quote-by-another =
    Pero no fue { $attributed }: lo dice { $who }{ $role ->
        [asking] , que presenta el programa, al preguntar
        [host] , que presenta el programa
       *[none] {""}
    }.
quote-copy = Copia esto en tu mensaje:
quote-compared = Comparación: { $words }

## Lists

episodes-count =
    { $count ->
        [one] { $count } episodio
       *[other] { $count } episodios
    }
episode-passages =
    { $count ->
        [one] { $count } pasaje
       *[other] { $count } pasajes
    }
episode-without-headings = Este episodio no tiene títulos de sección:
link-open = abrir
page = Página { $page } de { $pages }

## /about

about-what = Qué es esto
about-what-told = Respuestas sacadas de las transcripciones, palabra por palabra. Nada lo escribe un modelo de lenguaje.
about-holds = Qué contiene
about-holds-told =
    {""}**{ $episodes }** { $episodes ->
        [one] episodio
       *[other] episodios
    }, **{ $passages }** { $passages ->
        [one] pasaje
       *[other] pasajes
    } de **{ $speakers }** { $speakers ->
        [one] persona
       *[other] personas
    }, **{ $words }** { $words ->
        [one] palabra
       *[other] palabras
    }.
about-built =
    El índice se creó { $days ->
        [0] hoy
        [1] ayer
       *[other] hace { $days } días
    } ({ $date }).
about-newest = El episodio más reciente es { $title } ({ $date }).
about-server = En este servidor
about-stored = Qué se guarda sobre ti
about-stored-told =
    Ni nombres ni identificadores de usuario. El texto de las preguntas, y si una respuesta sirvió, se guardan { $days ->
        [one] { $days } día
       *[other] { $days } días
    }, para que los botones sigan funcionando.
about-help = Ayuda
about-help-told = `/{ command-ask }` pregunta, `/{ command-episodes }` muestra lo que hay. Menciona al bot o escríbele directamente para preguntar en un chat; para seguir preguntando hace falta una mención o el botón, porque el bot no lee otros mensajes. El menú de un mensaje tiene «{ command-find }» en Aplicaciones. Si una respuesta está mal, pulsa «{ button-not-helpful }» o avisa a la moderación.

## /privacy

privacy-kept =
    El texto de tus preguntas, el servidor, si se respondieron y si una respuesta sirvió, durante { $days ->
        [one] { $days } día
       *[other] { $days } días
    }; ni tu nombre ni tu identificador. Así, nadie que lea ese archivo sabe quién preguntó.
privacy-unkept = Nada. Tus preguntas solo están en la memoria, para que los botones funcionen, hasta que el bot se detenga; en el disco solo queda un resumen cifrado que indica que lo quieres así.
privacy-honest =
    Como no se guarda ningún identificador, solo se puede saber que son tuyas las preguntas hechas desde que el bot se inició por última vez, y se olvidan al instante; las más antiguas desaparecen solas tras { $days ->
        [one] { $days } día
       *[other] { $days } días
    }. Las respuestas en los canales se quedan hasta que pulses «{ button-remove }».
privacy-forgotten =
    { $count ->
        [one] **{ $count } pregunta olvidada.**
       *[other] **{ $count } preguntas olvidadas.**
    }

## /settings

settings = Ajustes de este servidor
settings-described =
    El bot responde a { $roles ->
        [all] todo el mundo
       *[some] { $roles }
    } en { $channels ->
        [all] todos los canales
       *[some] { $channels }
    }; las respuestas las ve { $seen ->
        [alone] solo quien pregunta
       *[all] todo el mundo
    }, salvo que `{ option-private }` diga otra cosa.
settings-described-shows = Responde con lo dicho en { $shows }.
settings-described-no-mentions = Aquí el bot no responde a las menciones; usa `/{ command-ask }`.
settings-described-language = Sus propias palabras están en: { $language }.
settings-answers-alone = Respuestas: solo a quien pregunta
settings-answers-all = Respuestas: a todo el mundo
settings-mentions-on = Menciones: sí
settings-mentions-off = Menciones: no
settings-links-words = Enlaces: a las palabras
settings-links-section = Enlaces: a la sección
settings-cooldowns = Espera: { NUMBER($member, useGrouping: 0) } s por miembro, { NUMBER($channel, useGrouping: 0) } s por canal
settings-channels = Canales en los que responde el bot (ninguno elegido: todos)
settings-channels-all = Todos los canales
settings-roles = Roles a los que responde (ninguno elegido: todo el mundo)
settings-roles-all = Todo el mundo
settings-language = Idioma de las propias palabras del bot (los pasajes quedan como se dijeron)
settings-language-member = El idioma de Discord de cada miembro
settings-shows = Pódcasts de los que responde (ninguno elegido: todos)
settings-shows-all = Todos los pódcasts

## /insights

insights-missed = Sin respuesta
insights-unhelpful = No útil
insights-most = Lo más preguntado
insights-missed-none = Todas las preguntas tuvieron respuesta.
insights-unhelpful-none = Ninguna respuesta se marcó como no útil.
insights-most-none = Todavía no se ha preguntado nada.
insights-span =
    { $days ->
        [one] Del último día
       *[other] De los últimos { $days } días
    }, según la semana de la última vez; nunca por quién.
insights-asked = preguntado { $count }×
insights-not-answered = sin respuesta { $count }×
insights-not-helpful = no útil { $count }×
insights-should-be-found = debería encontrarse
insights-not-in-transcripts = no está en las transcripciones

## The greeting in a server

welcome-hello = ¡Hola! Respondo a preguntas con lo que de verdad se dijo en el pódcast, sacado de sus transcripciones palabra por palabra, cada pasaje con el nombre de quien habla y un enlace al lugar.
welcome-ask = **Pregunta** con `/{ command-ask }`, o mencióname; `/{ command-episodes }` muestra lo que hay, `/{ command-about }` dice lo que guardo.
welcome-set-up = **Configúrame** con `/{ command-settings }` (para quien gestiona este servidor): dónde, para quién y cómo respondo.

## Notices

notice-cooldown =
    Un momento: vuelve a preguntar en { $seconds ->
        [one] { $seconds } segundo
       *[other] { $seconds } segundos
    }, por favor.
notice-question-too-long = Esa pregunta tiene { $length } caracteres; el máximo es { $limit }. Acórtala, por favor.
notice-question-missing = Haz una pregunta en una frase o en pocas palabras, por ejemplo con `/{ command-ask }`.
notice-unknown-episode = No hay ningún episodio llamado «{ $name }».
notice-unknown-speaker = No hay nadie llamado «{ $name }».
notice-did-you-mean = ¿Quisiste decir { $names }?
notice-unknown-show = Aquí no hay ningún pódcast llamado «{ $name }»; hay { $shows }.
notice-episode-changed = Ese episodio ha cambiado desde que se dio esta respuesta. Vuelve a preguntar para verlo como está ahora.
notice-question-forgotten = Esa pregunta es demasiado antigua: ya no se recuerda. Vuelve a hacerla, por favor.
notice-button-outdated = Este botón es de una versión anterior y ya no hace nada. Vuelve a preguntar, por favor.
notice-rated = Gracias, queda anotado.
notice-removal-refused = Solo quien preguntó, o la moderación, puede eliminar esta respuesta.
notice-sharing-refused = El bot no puede publicar en este canal, así que la respuesta se queda contigo.
notice-only-channels = En este servidor el bot responde en { $channels }. Pregunta allí, por favor.
notice-only-roles = En este servidor el bot responde solo a { $roles }.
notice-only-both = En este servidor el bot responde a { $roles } en { $channels }. Pregunta allí, por favor.
notice-card-unavailable = Aquí no se puede hacer una tarjeta con estas palabras. Quien gestiona el bot encontrará el motivo en su registro.
notice-cooldown-refused = Escribe segundos de 0 a 3600; 0 significa sin espera. No se cambió nada.
notice-managers-only = Solo quienes pueden gestionar este servidor pueden hacer eso.
notice-message-without-text = Ese mensaje no contiene palabras que buscar.
notice-index-unavailable = Ahora mismo no se puede buscar en las transcripciones. Inténtalo de nuevo en unos minutos.
notice-failure = Algo salió mal aquí, no es culpa de tu pregunta. Queda anotado; inténtalo de nuevo, por favor.

## Why the index does not take a question or a quotation

refused-question-empty = La pregunta está vacía; pregunta en una frase o en pocas palabras.
refused-question-too-long = La pregunta es demasiado larga ({ $length } caracteres; como máximo { $limit }).
refused-half-character = El texto contiene medio carácter, y eso no existe; escríbelo de nuevo.
refused-quotation-too-long = La cita es demasiado larga ({ $length } caracteres; como máximo { $limit }).
refused-quotation-too-short = No hay nada que buscar: da las palabras que se dijeron, al menos dos.
refused-quotation-too-many-words = La cita tiene { $words } palabras; da como máximo { $limit }.

## What is said of the show itself

remark-need = Solo soy un programa que busca en transcripciones, pero tú importas. Por favor, habla ahora con alguien: con una persona cercana o con una línea de ayuda. En findahelpline.com hay líneas gratuitas y confidenciales de tu país; si estás en peligro, llama al número de emergencias (112 en Europa, 911 en gran parte de América).
remark-need-link = Encontrar una línea de ayuda
remark-bot =
    Sí, un bot: busco en { $episodes ->
        [1] un episodio
       *[other] { $episodes } episodios
    } de este pódcast y muestro lo que se dijo, palabra por palabra. Ningún modelo de lenguaje escribe nada.
remark-help =
    Pregunta en una frase o en pocas palabras, y busco lo que se dijo sobre ello en { $episodes ->
        [1] un episodio
       *[other] { $episodes } episodios
    }; o dame una cita para comprobarla. Cada pasaje lleva el nombre de quien habla y un enlace al lugar exacto.
remark-number =
    Conozco { $episodes ->
        [1] un episodio
       *[other] { $episodes } episodios
    }.
remark-latest =
    El último episodio que conozco es «{ $title }», del { $date }.
remark-first =
    El primer episodio que conozco es «{ $title }», del { $date }.
remark-undated = Las transcripciones no dicen cuándo aparecieron los episodios.
remark-hosts-unknown = Las transcripciones no dicen quién presenta el programa.
remark-hosts =
    { $count ->
        [1] Presenta el programa { $names }.
       *[other] Presentan el programa { $names }.
    }
remark-guests-unknown = No se nombra a ninguna persona invitada.
remark-guests =
    Quienes más hablan: { $names }{ $more ->
        [0] {""}
       *[other] {" "}y { $more } más
    }.
remark-show =
    Conozco { $episodes ->
        [1] un episodio
       *[other] { $episodes } episodios
    }{ $first ->
        [none] {""}
       *[some] , del { $first } al { $last }
    }. { $first ->
        [none] Entre ellos
       *[some] Los más recientes
    }: { $titles }.
remark-person =
    { $name } habla { $places }{ $more ->
        [0] {""}
        [one] ; y en { $more } episodio más
       *[other] ; y en { $more } episodios más
    }. Pregunta lo que quieras saber.
remark-person-in =
    en «{ $title }»{ $sections ->
        [none] {""}
       *[some] {" "}sobre { $sections }
    }
remark-silence = { $name } no habla de { $topic } en estos episodios. Lo que dicen otras personas:
remark-silence-of-all = { $name } no habla de { $topic } en estos episodios, ni tampoco nadie más.
