# The bot's own words in Portuguese as in Brazil (informal: você).

language = Português

## How sentences and lists are put together

sentence-space = {" "}
list-comma = {", "}
list-semicolon = {"; "}
list-and = { $before } e { $last }
list-more = mais { $count }
speakers-and = {" e "}
title-quoted = “{ $title }”

## Commands

command-ask = perguntar
command-ask-told = Encontra o que foi dito sobre um assunto
command-quote = citação
command-quote-told = Isso foi dito mesmo? Por quem, onde e com que palavras
command-episodes = episódios
command-episodes-told = Lista os episódios, ou as seções de um episódio
command-about = sobre
command-about-told = Onde o bot procura, o que ele guarda e como conseguir ajuda
command-privacy = privacidade
command-privacy-told = O que é guardado sobre você, e como fazer esquecer
command-settings = configurações
command-settings-told = Onde, para quem e como o bot responde neste servidor
command-insights = resumo
command-insights-told = O que foi perguntado aqui: sem resposta, não ajudou, mais perguntado
command-find = Procurar nos episódios
command-check = Conferir esta citação

option-question = pergunta
option-show = podcast
option-episode = episódio
option-speaker = pessoa
option-private = privado
option-text = texto
option-card = cartão
ask-question-told = O que você quer saber, em uma frase ou em poucas palavras
ask-show-told = Perguntar só a este podcast
ask-episode-told = Procurar só neste episódio
ask-speaker-told = Procurar só nas palavras desta pessoa
ask-private-told = Mostrar a resposta só para você
quote-text-told = As palavras como você se lembra delas
quote-speaker-told = Quem teria dito isso
quote-show-told = Procurar só neste podcast
quote-episode-told = Procurar só neste episódio
quote-private-told = Mostrar o resultado só para você
quote-card-told = Desenhar as palavras exatas como imagem para postar
episodes-show-told = Listar os episódios deste podcast
episodes-episode-told = Mostrar as seções deste episódio

## Buttons and forms

button-more = Mais resultados
button-more-of = Mais de { $show }
button-follow-up = Continuar perguntando
button-alone = Perguntar em separado
button-share = Compartilhar
button-helpful = Ajudou
button-not-helpful = Não ajudou
button-remove = Remover
button-read = Ler
button-hear = Ouvir em { $time }
button-around = Antes e depois
button-further-back = Mais para trás
button-further-on = Mais para a frente
button-quote = Citar
button-card = Criar um cartão
card-dark = Escuro
card-light = Claro
menu-passages = Antes e depois, citação, cartão…
button-did-you-mean = Você quis dizer: { $question }
button-previous = Anterior
button-next = Próxima
button-reset = Redefinir
button-should-be-found = Deveria ser encontrado
button-not-in-transcripts = Não está nas transcrições
button-table = Tabela (CSV)
button-question-set = Conjunto de perguntas
button-forget = Esquecer minhas perguntas
button-keep-none = Não guardar nenhuma pergunta minha
button-keep-again = Voltar a guardar minhas perguntas
form-follow-up = Continuar perguntando
form-follow-up-label = Sua pergunta
form-follow-up-placeholder = Ela pode se apoiar na pergunta anterior: por que ela pensa assim?
form-quote = Citar isto
form-quote-label = Deixe as palavras que você quer citar
form-cooldowns = Quanto esperar entre perguntas
form-cooldowns-member = Segundos por membro
form-cooldowns-channel = Segundos por canal

## Answers

answer-goes-on = Entendida como continuação de: { $question }
answer-spelling-corrected = Ortografia corrigida; busca feita por: { $question }
answer-all-shown = Isso é tudo: não há mais trechos para esta pergunta.
answer-around = O que foi dito antes e depois:
answer-none = Nada nas transcrições responde a isso.
answer-nearest = Os trechos mais próximos, que talvez tratem de outra coisa:
passage-this = este trecho
passage-cut = Cortado aqui.
passage-cut-linked = Cortado aqui; o link leva ao resto.
passage-near-miss = Quase: { $head }
shows-also = Também em: { $shows }
shows-without = Sem resposta em: { $shows }

## Quotations

quote-heading = “{ $quoted }”
quote-exact = **Sim, palavra por palavra.**
quote-close = **Quase.** Foi isto o que se disse:
quote-paraphrase = **Não com estas palavras.** Talvez se trate deste trecho:
quote-not-found = **Não encontrado.** Ninguém diz isso nestes episódios, nem com estas palavras nem com outras.
quote-unnamed = alguém sem nome informado
quote-by-another =
    Mas não foi { $attributed }: quem diz isso é { $who }{ $role ->
        [asking] , que apresenta o programa, ao perguntar
        [host] , que apresenta o programa
       *[none] {""}
    }.
quote-copy = Copie isto para a sua mensagem:
quote-compared = Comparação: { $words }

## Lists

episodes-count =
    { $count ->
        [one] { $count } episódio
       *[other] { $count } episódios
    }
episode-passages =
    { $count ->
        [one] { $count } trecho
       *[other] { $count } trechos
    }
episode-without-headings = Este episódio não tem títulos de seção:
link-open = abrir
page = Página { $page } de { $pages }

## /about

about-what = O que é isto
about-what-told = Respostas tiradas das transcrições, palavra por palavra. Nada é escrito por um modelo de linguagem.
about-holds = O que contém
about-holds-told =
    {""}**{ $episodes }** { $episodes ->
        [one] episódio
       *[other] episódios
    }, **{ $passages }** { $passages ->
        [one] trecho
       *[other] trechos
    } de **{ $speakers }** { $speakers ->
        [one] pessoa
       *[other] pessoas
    }, **{ $words }** { $words ->
        [one] palavra
       *[other] palavras
    }.
about-built =
    O índice foi criado { $days ->
        [0] hoje
        [1] ontem
       *[other] há { $days } dias
    } ({ $date }).
about-newest = O episódio mais recente é { $title } ({ $date }).
about-server = Neste servidor
about-stored = O que é guardado sobre você
about-stored-told =
    Nem nomes nem IDs de usuário. O texto das perguntas, e se uma resposta ajudou, ficam guardados por { $days ->
        [one] { $days } dia
       *[other] { $days } dias
    }, para que os botões continuem funcionando.
about-help = Ajuda
about-help-told = `/{ command-ask }` pergunta, `/{ command-episodes }` mostra o que há. Mencione o bot ou escreva diretamente para ele para perguntar em um chat; para continuar é preciso uma menção ou o botão, pois o bot não lê outras mensagens. O menu de uma mensagem tem “{ command-find }” em Aplicativos. Se uma resposta estiver errada, aperte “{ button-not-helpful }” ou avise a moderação.

## /privacy

privacy-kept =
    O texto das suas perguntas, o servidor, se elas foram respondidas e se uma resposta ajudou, por { $days ->
        [one] { $days } dia
       *[other] { $days } dias
    }; nem o seu nome nem o seu ID. Assim, ninguém que leia esse arquivo fica sabendo quem perguntou.
privacy-unkept = Nada. Suas perguntas ficam só na memória, para que os botões funcionem, até o bot parar; no disco fica só um código que diz que você quer assim.
privacy-honest =
    Como nenhum ID é guardado, só dá para saber que são suas as perguntas feitas desde que o bot foi iniciado pela última vez, e elas são esquecidas na hora; as mais antigas somem sozinhas depois de { $days ->
        [one] { $days } dia
       *[other] { $days } dias
    }. As respostas nos canais ficam até você apertar “{ button-remove }”.
privacy-forgotten =
    { $count ->
        [one] **Pergunta esquecida: { $count }.**
       *[other] **Perguntas esquecidas: { $count }.**
    }

## /settings

settings = Configurações deste servidor
settings-described =
    O bot responde a { $roles ->
        [all] todo mundo
       *[some] { $roles }
    } em { $channels ->
        [all] todos os canais
       *[some] { $channels }
    }; quem vê as respostas é { $seen ->
        [alone] só quem pergunta
       *[all] todo mundo
    }, a não ser que `{ option-private }` diga outra coisa.
settings-described-shows = Ele responde com o que foi dito em { $shows }.
settings-described-no-mentions = Aqui o bot não responde a menções; use `/{ command-ask }`.
settings-described-language = As palavras do próprio bot estão em: { $language }.
settings-answers-alone = Respostas: só para quem pergunta
settings-answers-all = Respostas: para todo mundo
settings-mentions-on = Menções: sim
settings-mentions-off = Menções: não
settings-links-words = Links: para as palavras
settings-links-section = Links: para a seção
settings-cooldowns = Espera: { NUMBER($member, useGrouping: 0) } s por membro, { NUMBER($channel, useGrouping: 0) } s por canal
settings-channels = Canais em que o bot responde (nenhum escolhido: todos)
settings-channels-all = Todos os canais
settings-roles = Cargos a que ele responde (nenhum escolhido: todo mundo)
settings-roles-all = Todo mundo
settings-language = Idioma das palavras do próprio bot (os trechos ficam como foram falados)
settings-language-member = O idioma do Discord de cada membro
settings-shows = Podcasts de onde ele responde (nenhum escolhido: todos)
settings-shows-all = Todos os podcasts

## /insights

insights-missed = Sem resposta
insights-unhelpful = Não ajudou
insights-most = Mais perguntado
insights-missed-none = Todas as perguntas foram respondidas.
insights-unhelpful-none = Nenhuma resposta foi avaliada como inútil.
insights-most-none = Nada foi perguntado ainda.
insights-span =
    { $days ->
        [1] Do último dia
       *[other] Dos últimos { $days } dias
    }, pela semana da última vez; nunca por quem.
insights-asked = perguntado { $count }×
insights-not-answered = sem resposta { $count }×
insights-not-helpful = não ajudou { $count }×
insights-should-be-found = deveria ser encontrado
insights-not-in-transcripts = não está nas transcrições

## The greeting in a server

welcome-hello = Olá! Respondo a perguntas com o que realmente foi dito no podcast, tirado das transcrições palavra por palavra, cada trecho com o nome de quem fala e um link para o lugar.
welcome-ask = **Pergunte** com `/{ command-ask }`, ou me mencione; `/{ command-episodes }` mostra o que há, `/{ command-about }` diz o que eu guardo.
welcome-set-up = **Me configure** com `/{ command-settings }` (para quem gerencia este servidor): onde, para quem e como eu respondo.

## Notices

notice-cooldown =
    Um momento: pergunte de novo em { $seconds ->
        [one] { $seconds } segundo
       *[other] { $seconds } segundos
    }, por favor.
notice-question-too-long = Essa pergunta tem { $length } caracteres; o máximo é { $limit }. Encurte-a, por favor.
notice-question-missing = Faça uma pergunta em uma frase ou em poucas palavras, por exemplo com `/{ command-ask }`.
notice-unknown-episode = Não há nenhum episódio chamado “{ $name }”.
notice-unknown-speaker = Não há ninguém chamado “{ $name }”.
notice-did-you-mean = Você quis dizer { $names }?
notice-unknown-show = Não há aqui nenhum podcast chamado “{ $name }”; há { $shows }.
notice-episode-changed = Esse episódio mudou desde que esta resposta foi dada. Pergunte de novo para vê-lo como está agora.
notice-question-forgotten = Essa pergunta é antiga demais: ela não é mais lembrada. Pergunte de novo, por favor.
notice-button-outdated = Este botão é de uma versão anterior e não faz mais nada. Pergunte de novo, por favor.
notice-rated = Obrigado, está anotado.
notice-removal-refused = Só quem perguntou, ou a moderação, pode remover esta resposta.
notice-sharing-refused = O bot não pode postar neste canal, então a resposta fica só com você.
notice-only-channels = Neste servidor o bot responde em { $channels }. Pergunte lá, por favor.
notice-only-roles = Neste servidor o bot responde só a { $roles }.
notice-only-both = Neste servidor o bot responde a { $roles } em { $channels }. Pergunte lá, por favor.
notice-card-unavailable = Aqui não dá para fazer um cartão com estas palavras. Quem mantém o bot encontra o motivo no registro dele.
notice-cooldown-refused = Escreva segundos de 0 a 3600; 0 quer dizer sem espera. Nada foi alterado.
notice-managers-only = Só quem pode gerenciar este servidor pode fazer isso.
notice-message-without-text = Essa mensagem não tem palavras para procurar.
notice-index-unavailable = No momento não dá para procurar nas transcrições. Tente de novo em alguns minutos.
notice-failure = Algo deu errado aqui, não foi a sua pergunta. Está anotado; tente de novo, por favor.

## Why the index does not take a question or a quotation

refused-question-empty = A pergunta está vazia; pergunte em uma frase ou em poucas palavras.
refused-question-too-long = A pergunta é longa demais ({ $length } caracteres; no máximo { $limit }).
refused-half-character = O texto contém meio caractere, o que não existe; escreva-o de novo.
refused-quotation-too-long = A citação é longa demais ({ $length } caracteres; no máximo { $limit }).
refused-quotation-too-short = Não há nada para procurar: dê as palavras que foram ditas, pelo menos duas.
refused-quotation-too-many-words = A citação tem { $words } palavras; dê no máximo { $limit }.

## What is said of the show itself

remark-need = Sou só um programa que procura em transcrições, mas você importa. Por favor, converse com alguém agora: com uma pessoa perto de você ou com uma linha de apoio. Em findahelpline.com há linhas gratuitas e confidenciais do seu país (no Brasil, o CVV: 188); se você estiver em perigo, ligue para a emergência (192 no Brasil, 112 em Portugal).
remark-need-link = Encontrar uma linha de apoio
remark-bot =
    Sim, um bot: procuro em { $episodes ->
        [1] um episódio
       *[other] { $episodes } episódios
    } deste podcast e mostro o que foi dito, palavra por palavra. Nenhum modelo de linguagem escreve nada.
remark-help =
    Pergunte em uma frase ou em poucas palavras, e eu procuro o que foi dito sobre isso em { $episodes ->
        [1] um episódio
       *[other] { $episodes } episódios
    }; ou me dê uma citação para conferir. Cada trecho tem o nome de quem fala e um link para o lugar exato.
remark-number =
    Conheço { $episodes ->
        [1] um episódio
       *[other] { $episodes } episódios
    }.
remark-latest =
    O último episódio que conheço é “{ $title }”, de { $date }.
remark-first =
    O primeiro episódio que conheço é “{ $title }”, de { $date }.
remark-undated = As transcrições não dizem quando os episódios foram publicados.
remark-hosts-unknown = As transcrições não dizem quem apresenta o programa.
remark-hosts =
    { $count ->
        [1] Quem apresenta o programa é { $names }.
       *[other] Quem apresenta o programa são { $names }.
    }
remark-guests-unknown = Nenhuma pessoa convidada tem o nome informado.
remark-guests =
    Quem mais fala: { $names }{ $more ->
        [0] {""}
       *[other] {" "}e mais { $more }
    }.
remark-show =
    Conheço { $episodes ->
        [1] um episódio
       *[other] { $episodes } episódios
    }{ $first ->
        [none] {""}
       *[some] , de { $first } a { $last }
    }. { $first ->
        [none] Entre eles
       *[some] Os mais recentes
    }: { $titles }.
remark-person =
    { $name } fala { $places }{ $more ->
        [0] {""}
        [one] ; e em mais { $more } episódio
       *[other] ; e em mais { $more } episódios
    }. Pergunte o que você quer saber.
remark-person-in =
    em “{ $title }”{ $sections ->
        [none] {""}
       *[some] {" "}sobre { $sections }
    }
remark-silence = { $name } não fala de { $topic } nestes episódios. O que outras pessoas dizem:
remark-silence-of-all = { $name } não fala de { $topic } nestes episódios, nem mais ninguém.
