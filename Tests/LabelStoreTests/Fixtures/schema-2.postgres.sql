--
-- PostgreSQL database dump
--

\restrict grFjDg8mgl6vOzPWY4qj9I9457abHdWU3aE00XhyZbLprpzRdcR840e5rUFuyid

-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: account; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.account (
    id bigint NOT NULL,
    name text NOT NULL,
    name_key text NOT NULL,
    password_hash text NOT NULL,
    role text NOT NULL,
    created_at bigint NOT NULL,
    CONSTRAINT account_role_check CHECK ((role = ANY (ARRAY['admin'::text, 'annotator'::text])))
);


--
-- Name: account_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.account ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.account_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: annotation; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.annotation (
    id bigint NOT NULL,
    task bigint NOT NULL,
    annotator bigint NOT NULL,
    assignment bigint NOT NULL,
    answer text NOT NULL,
    answer_key text NOT NULL,
    submitted_at bigint NOT NULL
);


--
-- Name: annotation_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.annotation ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.annotation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: assignment; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.assignment (
    id bigint NOT NULL,
    project bigint NOT NULL,
    task bigint NOT NULL,
    annotator bigint NOT NULL,
    state text NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    place bigint DEFAULT 0 NOT NULL,
    CONSTRAINT assignment_place_check CHECK ((place = ANY (ARRAY[(0)::bigint, (1)::bigint]))),
    CONSTRAINT assignment_state_check CHECK ((state = ANY (ARRAY['live'::text, 'answered'::text, 'skipped'::text, 'expired'::text])))
);


--
-- Name: assignment_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.assignment ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.assignment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: audit_event; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.audit_event (
    sequence bigint NOT NULL,
    at bigint NOT NULL,
    actor bigint,
    action text NOT NULL,
    subject text NOT NULL,
    detail text NOT NULL,
    hash text NOT NULL
);


--
-- Name: audit_head; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.audit_head (
    one bigint NOT NULL,
    sequence bigint NOT NULL,
    hash text NOT NULL,
    CONSTRAINT audit_head_one_check CHECK ((one = 1))
);


--
-- Name: chunk; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.chunk (
    id bigint NOT NULL,
    source bigint NOT NULL,
    ordinal bigint NOT NULL,
    first_unit bigint NOT NULL,
    end_unit bigint NOT NULL,
    text text,
    sample_rate bigint,
    start_time double precision,
    end_time double precision,
    cut text,
    confidence double precision,
    media_key text,
    peak_dbfs double precision,
    rms_dbfs double precision,
    CONSTRAINT chunk_check CHECK ((end_unit > first_unit)),
    CONSTRAINT chunk_check1 CHECK (((text IS NULL) <> (media_key IS NULL))),
    CONSTRAINT chunk_cut_check CHECK ((cut = ANY (ARRAY['pause'::text, 'forced'::text, 'end'::text])))
);


--
-- Name: chunk_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.chunk ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.chunk_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: consensus; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.consensus (
    task bigint NOT NULL,
    label text NOT NULL,
    answer_key text NOT NULL,
    support bigint NOT NULL,
    votes bigint NOT NULL,
    method text NOT NULL,
    decided_at bigint NOT NULL,
    CONSTRAINT consensus_check CHECK (((support >= 1) AND (support <= votes)))
);


--
-- Name: dispatch; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.dispatch (
    project bigint NOT NULL,
    turn bigint NOT NULL
);


--
-- Name: dispatch_progress; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.dispatch_progress (
    project bigint NOT NULL,
    annotator bigint NOT NULL,
    turn bigint NOT NULL
);


--
-- Name: job; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.job (
    id bigint NOT NULL,
    project bigint NOT NULL,
    kind text NOT NULL,
    source bigint,
    version bigint,
    format text,
    state text NOT NULL,
    failure text,
    created_at bigint NOT NULL,
    started_at bigint,
    finished_at bigint,
    CONSTRAINT job_check CHECK (((kind = 'chunk'::text) = (source IS NOT NULL))),
    CONSTRAINT job_check1 CHECK (((kind <> 'chunk'::text) = (version IS NOT NULL))),
    CONSTRAINT job_kind_check CHECK ((kind = ANY (ARRAY['chunk'::text, 'measure'::text, 'export'::text]))),
    CONSTRAINT job_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'done'::text, 'failed'::text])))
);


--
-- Name: job_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.job ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.job_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: project; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.project (
    id bigint NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    guidelines text NOT NULL,
    agree bigint NOT NULL,
    max_answers bigint NOT NULL,
    normalisation bigint NOT NULL,
    min_chunk double precision NOT NULL,
    max_chunk double precision NOT NULL,
    pause double precision NOT NULL,
    created_at bigint NOT NULL,
    task_order text DEFAULT 'sequential'::text NOT NULL,
    order_seed text DEFAULT '0'::text NOT NULL,
    own_uploads bigint DEFAULT 1 NOT NULL,
    CONSTRAINT project_check CHECK (((agree >= 1) AND (agree <= max_answers))),
    CONSTRAINT project_kind_check CHECK ((kind = ANY (ARRAY['transcription'::text, 'classification'::text]))),
    CONSTRAINT project_own_uploads_check CHECK ((own_uploads = ANY (ARRAY[(0)::bigint, (1)::bigint]))),
    CONSTRAINT project_task_order_check CHECK ((task_order = ANY (ARRAY['sequential'::text, 'random'::text])))
);


--
-- Name: project_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.project ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.project_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: project_label; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.project_label (
    project bigint NOT NULL,
    ordinal bigint NOT NULL,
    label text NOT NULL
);


--
-- Name: schema_version; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.schema_version (
    version bigint NOT NULL
);


--
-- Name: session; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.session (
    token_hash text NOT NULL,
    account bigint NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL
);


--
-- Name: source; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.source (
    id bigint NOT NULL,
    project bigint NOT NULL,
    filename text NOT NULL,
    sha256 text NOT NULL,
    bytes bigint NOT NULL,
    kind text,
    state text NOT NULL,
    failure text,
    group_name text,
    language text,
    licence text,
    consent text,
    duration double precision,
    created_at bigint NOT NULL,
    uploader bigint,
    CONSTRAINT source_bytes_check CHECK ((bytes > 0)),
    CONSTRAINT source_kind_check CHECK ((kind = ANY (ARRAY['audio'::text, 'text'::text]))),
    CONSTRAINT source_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'chunking'::text, 'ready'::text, 'failed'::text])))
);


--
-- Name: source_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.source ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.source_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: task; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.task (
    id bigint NOT NULL,
    project bigint NOT NULL,
    chunk bigint NOT NULL,
    state text NOT NULL,
    answers bigint NOT NULL,
    leases bigint NOT NULL,
    wanted bigint NOT NULL,
    max_answers bigint NOT NULL,
    barred bigint DEFAULT 0 NOT NULL,
    "position" bigint DEFAULT 0 NOT NULL,
    turn bigint,
    CONSTRAINT task_answers_check CHECK ((answers >= 0)),
    CONSTRAINT task_check CHECK (((answers + leases) <= max_answers)),
    CONSTRAINT task_check1 CHECK (((state <> 'settled'::text) OR (leases = 0))),
    CONSTRAINT task_leases_check CHECK ((leases >= 0)),
    CONSTRAINT task_state_check CHECK ((state = ANY (ARRAY['open'::text, 'settled'::text, 'contested'::text]))),
    CONSTRAINT task_wanted_check CHECK ((wanted >= 0))
);


--
-- Name: task_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.task ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.task_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: version; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.version (
    id bigint NOT NULL,
    project bigint NOT NULL,
    name text NOT NULL,
    digest text NOT NULL,
    parent bigint,
    train double precision NOT NULL,
    validation double precision NOT NULL,
    test double precision NOT NULL,
    seed text NOT NULL,
    examples bigint NOT NULL,
    created_at bigint NOT NULL,
    CONSTRAINT version_examples_check CHECK ((examples > 0))
);


--
-- Name: version_example; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.version_example (
    version bigint NOT NULL,
    ordinal bigint NOT NULL,
    task bigint NOT NULL,
    group_name text NOT NULL,
    label text NOT NULL,
    answer_key text NOT NULL,
    support bigint NOT NULL,
    votes bigint NOT NULL,
    method text NOT NULL,
    decided_at bigint NOT NULL
);


--
-- Name: version_group; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.version_group (
    version bigint NOT NULL,
    group_name text NOT NULL,
    split text NOT NULL,
    CONSTRAINT version_group_split_check CHECK ((split = ANY (ARRAY['train'::text, 'validation'::text, 'test'::text])))
);


--
-- Name: version_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.version ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.version_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: version_vote; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.version_vote (
    version bigint NOT NULL,
    annotation bigint NOT NULL
);


--
-- Data for Name: account; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.account OVERRIDING SYSTEM VALUE VALUES (1, 'lead', 'lead', '$scrypt$ln=15,r=8,p=3$cJcB7wl35W4jwPkSRnGfDg==$6It7f9xHliqmA5jDFqgsdgpSOfEkCsvkENMO8YStxCA=', 'admin', 1795271313066);
INSERT INTO public.account OVERRIDING SYSTEM VALUE VALUES (2, 'ada', 'ada', '$scrypt$ln=15,r=8,p=3$87isL1/DOAwaxaBI7uvc8A==$lXOe8IPzIMzHBj7pKtU/aEyxQUK/Wjjddb6D+M0Y7EA=', 'annotator', 1795271314224);
INSERT INTO public.account OVERRIDING SYSTEM VALUE VALUES (3, 'ben', 'ben', '$scrypt$ln=15,r=8,p=3$NEwStiK0AyXNQD1XSJNWig==$/vt4m566NBdXxJ91ERfOoLiUWaX/fcVF5w77EXpEm+4=', 'annotator', 1795271315904);
INSERT INTO public.account OVERRIDING SYSTEM VALUE VALUES (4, 'chen', 'chen', '$scrypt$ln=15,r=8,p=3$s9QeKKMlvF+MtD2Uil9u9A==$AJkLVNSDn2aWF6IAjeIRemyhuQuXtgnp6Ncpia5b0Ck=', 'annotator', 1795271317195);


--
-- Data for Name: annotation; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.annotation OVERRIDING SYSTEM VALUE VALUES (1, 1, 2, 1, 'cat', 'cat', 1795271317710);
INSERT INTO public.annotation OVERRIDING SYSTEM VALUE VALUES (2, 1, 3, 2, 'cat', 'cat', 1795271317731);
INSERT INTO public.annotation OVERRIDING SYSTEM VALUE VALUES (3, 2, 2, 3, 'cat', 'cat', 1795271317740);
INSERT INTO public.annotation OVERRIDING SYSTEM VALUE VALUES (4, 2, 3, 4, 'dog', 'dog', 1795271317755);
INSERT INTO public.annotation OVERRIDING SYSTEM VALUE VALUES (5, 2, 4, 5, 'cow', 'cow', 1795271317761);
INSERT INTO public.annotation OVERRIDING SYSTEM VALUE VALUES (6, 3, 2, 6, 'dog', 'dog', 1795271317768);


--
-- Data for Name: assignment; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.assignment OVERRIDING SYSTEM VALUE VALUES (1, 1, 1, 2, 'answered', 1795271317697, 1795271917697, 0);
INSERT INTO public.assignment OVERRIDING SYSTEM VALUE VALUES (2, 1, 1, 3, 'answered', 1795271317719, 1795271917719, 0);
INSERT INTO public.assignment OVERRIDING SYSTEM VALUE VALUES (3, 1, 2, 2, 'answered', 1795271317736, 1795271917736, 0);
INSERT INTO public.assignment OVERRIDING SYSTEM VALUE VALUES (4, 1, 2, 3, 'answered', 1795271317751, 1795271917751, 0);
INSERT INTO public.assignment OVERRIDING SYSTEM VALUE VALUES (5, 1, 2, 4, 'answered', 1795271317758, 1795271917758, 0);
INSERT INTO public.assignment OVERRIDING SYSTEM VALUE VALUES (6, 1, 3, 2, 'answered', 1795271317764, 1795271917764, 0);
INSERT INTO public.assignment OVERRIDING SYSTEM VALUE VALUES (7, 1, 3, 3, 'live', 1795271317771, 1795271917771, 0);
INSERT INTO public.assignment OVERRIDING SYSTEM VALUE VALUES (8, 1, 4, 4, 'skipped', 1795271317774, 1795271917774, 0);


--
-- Data for Name: audit_event; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.audit_event VALUES (1, 1795271313066, 1, 'user.created', 'user 1', 'admin lead', 'ef398d03020ec4eab49223f95b494ecc0419c9ebc3d7178643801fad0eeb6bbd');
INSERT INTO public.audit_event VALUES (2, 1795271313071, 1, 'session.opened', 'user 1', '', '2189cff6ae88082c2dd5cca9f7db29dd50796dabdaf6e9053f26da4d1787c3b8');
INSERT INTO public.audit_event VALUES (3, 1795271313098, 1, 'project.created', 'project 1', 'classification 2/3 Animals', '6090ddf1ce66d02006a3fc0ff1ae8933c5216b1d1b0cad5321fd58697f3a3d73');
INSERT INTO public.audit_event VALUES (4, 1795271313129, 1, 'source.added', 'source 1', 'b8e0387930adc566ac108500e0b4f0de09eeadda3335c71f4c8edaa12e7f324c animals.txt', 'f57c559e784ab60ce730090c771768185bdb293daced2bc3d2202cd01ef65dd5');
INSERT INTO public.audit_event VALUES (5, 1795271313437, NULL, 'source.chunked', 'source 1', '5 chunks', '924ee3664ed40d27c832b59f16cac8679051144192b32c1ab14a36c997e7dcc7');
INSERT INTO public.audit_event VALUES (6, 1795271314224, 1, 'user.created', 'user 2', 'annotator ada', '3fdced9c74b00b48b241ab071648bfad9ab941bc61fa5280efcd6a1a301b7c86');
INSERT INTO public.audit_event VALUES (7, 1795271314803, 2, 'session.opened', 'user 2', '', '4ff8ff27d44934372ae811035088428aec5c6b8d479b15818c23a0e587c95361');
INSERT INTO public.audit_event VALUES (8, 1795271315904, 1, 'user.created', 'user 3', 'annotator ben', '0e0f5f033bc0395c29e109cb8b122dfa0495ea2fa21c9ab28317eeeef179bb51');
INSERT INTO public.audit_event VALUES (9, 1795271316718, 3, 'session.opened', 'user 3', '', 'e39bba439e6b1bdf74a7fadf199480fb259bf47de2c224cfc9d3e1564e442afb');
INSERT INTO public.audit_event VALUES (10, 1795271317195, 1, 'user.created', 'user 4', 'annotator chen', '109bf2633c020680c238df4a238514e1d60053bee284765e7e6d1cacdd73f6fb');
INSERT INTO public.audit_event VALUES (11, 1795271317690, 4, 'session.opened', 'user 4', '', '1c7f845eeb77a9869869548cb7a3c5cba73141f85abcbfc0490eb13774999071');
INSERT INTO public.audit_event VALUES (12, 1795271317710, 2, 'annotation.submitted', 'annotation 1', 'task 1', '3e70d112ba5fd4445f1c795c22139c50b72956ebfa68698e971ee48edf21d254');
INSERT INTO public.audit_event VALUES (13, 1795271317731, 3, 'annotation.submitted', 'annotation 2', 'task 1', 'a1b22ac160e21e4be65f39b77e1c165bd2e29b1c3980b57b40b613083a973fd1');
INSERT INTO public.audit_event VALUES (14, 1795271317731, NULL, 'task.settled', 'task 1', '', 'd604daa013d1ac564a7fe68455ac093fabee44d06a86202dc4277350c6871d15');
INSERT INTO public.audit_event VALUES (15, 1795271317740, 2, 'annotation.submitted', 'annotation 3', 'task 2', 'cda99a134ef9ee3c6925f8ef85ccc6a8899ef6dd29513678de6730e8c3055479');
INSERT INTO public.audit_event VALUES (16, 1795271317755, 3, 'annotation.submitted', 'annotation 4', 'task 2', '0003642a1803ca575d7350070f831a8a42b71ed8d7a5799af3275f9db21fa683');
INSERT INTO public.audit_event VALUES (17, 1795271317761, 4, 'annotation.submitted', 'annotation 5', 'task 2', '5e1ebd63c2e33910f51d5726a5cfdd73ab7a5213155a9e5a2cc5e63848ede716');
INSERT INTO public.audit_event VALUES (18, 1795271317761, NULL, 'task.contested', 'task 2', '', 'deea304d2cf868990dff249d55d2d166344fbeaf87c8034824f283f6ab5ccd11');
INSERT INTO public.audit_event VALUES (19, 1795271317768, 2, 'annotation.submitted', 'annotation 6', 'task 3', '55657ee185417341c531897d6cea9d2ddfb34a41c580bfa45edbb4c6b4e21ffb');
INSERT INTO public.audit_event VALUES (20, 1795271317777, 4, 'task.skipped', 'task 4', '', 'cda9345d5851dba1bf2538be75a25cf0a24a7399a9dbe881b71ce59a8610191c');


--
-- Data for Name: audit_head; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.audit_head VALUES (1, 20, 'cda9345d5851dba1bf2538be75a25cf0a24a7399a9dbe881b71ce59a8610191c');


--
-- Data for Name: chunk; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.chunk OVERRIDING SYSTEM VALUE VALUES (1, 1, 0, 0, 124, 'Passage 1. It has fur and four legs and sleeps. It has fur and four legs and sleeps. It has fur and four legs and sleeps. 

', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.chunk OVERRIDING SYSTEM VALUE VALUES (2, 1, 1, 124, 248, 'Passage 2. It has fur and four legs and sleeps. It has fur and four legs and sleeps. It has fur and four legs and sleeps. 

', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.chunk OVERRIDING SYSTEM VALUE VALUES (3, 1, 2, 248, 372, 'Passage 3. It has fur and four legs and sleeps. It has fur and four legs and sleeps. It has fur and four legs and sleeps. 

', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.chunk OVERRIDING SYSTEM VALUE VALUES (4, 1, 3, 372, 496, 'Passage 4. It has fur and four legs and sleeps. It has fur and four legs and sleeps. It has fur and four legs and sleeps. 

', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.chunk OVERRIDING SYSTEM VALUE VALUES (5, 1, 4, 496, 618, 'Passage 5. It has fur and four legs and sleeps. It has fur and four legs and sleeps. It has fur and four legs and sleeps. ', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);


--
-- Data for Name: consensus; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.consensus VALUES (1, 'cat', 'cat', 2, 2, 'quorum', 1795271317731);


--
-- Data for Name: dispatch; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.dispatch VALUES (1, 5);


--
-- Data for Name: dispatch_progress; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: job; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.job OVERRIDING SYSTEM VALUE VALUES (1, 1, 'chunk', 1, NULL, NULL, 'done', NULL, 1795271313129, 1795271313132, 1795271313466);


--
-- Data for Name: project; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.project OVERRIDING SYSTEM VALUE VALUES (1, 'Animals', 'classification', '', 2, 3, 7, 2, 8, 0.3, 1795271313098, 'sequential', '347392335', 1);


--
-- Data for Name: project_label; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.project_label VALUES (1, 0, 'cat');
INSERT INTO public.project_label VALUES (1, 1, 'dog');
INSERT INTO public.project_label VALUES (1, 2, 'cow');


--
-- Data for Name: schema_version; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.schema_version VALUES (1);
INSERT INTO public.schema_version VALUES (2);


--
-- Data for Name: session; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: source; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.source OVERRIDING SYSTEM VALUE VALUES (1, 1, 'animals.txt', 'b8e0387930adc566ac108500e0b4f0de09eeadda3335c71f4c8edaa12e7f324c', 618, 'text', 'ready', NULL, NULL, NULL, NULL, NULL, NULL, 1795271313129, 1);


--
-- Data for Name: task; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.task OVERRIDING SYSTEM VALUE VALUES (5, 1, 5, 'open', 0, 0, 2, 3, 0, 16777220, NULL);
INSERT INTO public.task OVERRIDING SYSTEM VALUE VALUES (1, 1, 1, 'settled', 2, 0, 0, 3, 0, 16777216, 1);
INSERT INTO public.task OVERRIDING SYSTEM VALUE VALUES (2, 1, 2, 'contested', 3, 0, 0, 3, 0, 16777217, 3);
INSERT INTO public.task OVERRIDING SYSTEM VALUE VALUES (3, 1, 3, 'open', 1, 1, 1, 3, 0, 16777218, 4);
INSERT INTO public.task OVERRIDING SYSTEM VALUE VALUES (4, 1, 4, 'open', 0, 0, 2, 3, 0, 16777219, 5);


--
-- Data for Name: version; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: version_example; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: version_group; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: version_vote; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Name: account_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.account_id_seq', 4, true);


--
-- Name: annotation_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.annotation_id_seq', 6, true);


--
-- Name: assignment_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.assignment_id_seq', 8, true);


--
-- Name: chunk_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.chunk_id_seq', 5, true);


--
-- Name: job_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.job_id_seq', 1, true);


--
-- Name: project_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.project_id_seq', 1, true);


--
-- Name: source_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.source_id_seq', 1, true);


--
-- Name: task_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.task_id_seq', 5, true);


--
-- Name: version_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.version_id_seq', 1, false);


--
-- Name: account account_name_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_name_key_key UNIQUE (name_key);


--
-- Name: account account_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_pkey PRIMARY KEY (id);


--
-- Name: annotation annotation_assignment_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.annotation
    ADD CONSTRAINT annotation_assignment_key UNIQUE (assignment);


--
-- Name: annotation annotation_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.annotation
    ADD CONSTRAINT annotation_pkey PRIMARY KEY (id);


--
-- Name: annotation annotation_task_annotator_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.annotation
    ADD CONSTRAINT annotation_task_annotator_key UNIQUE (task, annotator);


--
-- Name: assignment assignment_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assignment
    ADD CONSTRAINT assignment_pkey PRIMARY KEY (id);


--
-- Name: assignment assignment_task_annotator_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assignment
    ADD CONSTRAINT assignment_task_annotator_key UNIQUE (task, annotator);


--
-- Name: audit_event audit_event_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit_event
    ADD CONSTRAINT audit_event_pkey PRIMARY KEY (sequence);


--
-- Name: audit_head audit_head_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit_head
    ADD CONSTRAINT audit_head_pkey PRIMARY KEY (one);


--
-- Name: chunk chunk_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.chunk
    ADD CONSTRAINT chunk_pkey PRIMARY KEY (id);


--
-- Name: chunk chunk_source_ordinal_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.chunk
    ADD CONSTRAINT chunk_source_ordinal_key UNIQUE (source, ordinal);


--
-- Name: consensus consensus_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.consensus
    ADD CONSTRAINT consensus_pkey PRIMARY KEY (task);


--
-- Name: dispatch dispatch_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dispatch
    ADD CONSTRAINT dispatch_pkey PRIMARY KEY (project);


--
-- Name: dispatch_progress dispatch_progress_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dispatch_progress
    ADD CONSTRAINT dispatch_progress_pkey PRIMARY KEY (project, annotator);


--
-- Name: job job_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.job
    ADD CONSTRAINT job_pkey PRIMARY KEY (id);


--
-- Name: project_label project_label_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.project_label
    ADD CONSTRAINT project_label_pkey PRIMARY KEY (project, ordinal);


--
-- Name: project_label project_label_project_label_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.project_label
    ADD CONSTRAINT project_label_project_label_key UNIQUE (project, label);


--
-- Name: project project_name_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.project
    ADD CONSTRAINT project_name_key UNIQUE (name);


--
-- Name: project project_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.project
    ADD CONSTRAINT project_pkey PRIMARY KEY (id);


--
-- Name: session session_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.session
    ADD CONSTRAINT session_pkey PRIMARY KEY (token_hash);


--
-- Name: source source_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.source
    ADD CONSTRAINT source_pkey PRIMARY KEY (id);


--
-- Name: source source_project_sha256_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.source
    ADD CONSTRAINT source_project_sha256_key UNIQUE (project, sha256);


--
-- Name: task task_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.task
    ADD CONSTRAINT task_pkey PRIMARY KEY (id);


--
-- Name: task task_project_chunk_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.task
    ADD CONSTRAINT task_project_chunk_key UNIQUE (project, chunk);


--
-- Name: version_example version_example_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_example
    ADD CONSTRAINT version_example_pkey PRIMARY KEY (version, ordinal);


--
-- Name: version_example version_example_version_task_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_example
    ADD CONSTRAINT version_example_version_task_key UNIQUE (version, task);


--
-- Name: version_group version_group_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_group
    ADD CONSTRAINT version_group_pkey PRIMARY KEY (version, group_name);


--
-- Name: version version_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version
    ADD CONSTRAINT version_pkey PRIMARY KEY (id);


--
-- Name: version version_project_digest_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version
    ADD CONSTRAINT version_project_digest_key UNIQUE (project, digest);


--
-- Name: version version_project_name_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version
    ADD CONSTRAINT version_project_name_key UNIQUE (project, name);


--
-- Name: version_vote version_vote_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_vote
    ADD CONSTRAINT version_vote_pkey PRIMARY KEY (version, annotation);


--
-- Name: assignment_annotator; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX assignment_annotator ON public.assignment USING btree (annotator, project, state);


--
-- Name: assignment_expiry; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX assignment_expiry ON public.assignment USING btree (project, expires_at) WHERE (state = 'live'::text);


--
-- Name: assignment_live; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX assignment_live ON public.assignment USING btree (project, annotator, place) WHERE (state = 'live'::text);


--
-- Name: job_project; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX job_project ON public.job USING btree (project, id);


--
-- Name: job_waiting; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX job_waiting ON public.job USING btree (id) WHERE (state = ANY (ARRAY['queued'::text, 'running'::text]));


--
-- Name: session_expiry; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX session_expiry ON public.session USING btree (expires_at);


--
-- Name: source_content; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX source_content ON public.source USING btree (sha256);


--
-- Name: task_begun; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX task_begun ON public.task USING btree (project, turn) WHERE ((turn IS NOT NULL) AND (state = 'open'::text) AND (leases < wanted));


--
-- Name: task_fresh; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX task_fresh ON public.task USING btree (project, barred, "position", id) WHERE ((turn IS NULL) AND (state = 'open'::text));


--
-- Name: task_state; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX task_state ON public.task USING btree (project, state, id);


--
-- Name: annotation annotation_annotator_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.annotation
    ADD CONSTRAINT annotation_annotator_fkey FOREIGN KEY (annotator) REFERENCES public.account(id);


--
-- Name: annotation annotation_assignment_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.annotation
    ADD CONSTRAINT annotation_assignment_fkey FOREIGN KEY (assignment) REFERENCES public.assignment(id);


--
-- Name: annotation annotation_task_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.annotation
    ADD CONSTRAINT annotation_task_fkey FOREIGN KEY (task) REFERENCES public.task(id);


--
-- Name: assignment assignment_annotator_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assignment
    ADD CONSTRAINT assignment_annotator_fkey FOREIGN KEY (annotator) REFERENCES public.account(id);


--
-- Name: assignment assignment_project_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assignment
    ADD CONSTRAINT assignment_project_fkey FOREIGN KEY (project) REFERENCES public.project(id);


--
-- Name: assignment assignment_task_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assignment
    ADD CONSTRAINT assignment_task_fkey FOREIGN KEY (task) REFERENCES public.task(id);


--
-- Name: audit_event audit_event_actor_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit_event
    ADD CONSTRAINT audit_event_actor_fkey FOREIGN KEY (actor) REFERENCES public.account(id);


--
-- Name: chunk chunk_source_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.chunk
    ADD CONSTRAINT chunk_source_fkey FOREIGN KEY (source) REFERENCES public.source(id);


--
-- Name: consensus consensus_task_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.consensus
    ADD CONSTRAINT consensus_task_fkey FOREIGN KEY (task) REFERENCES public.task(id);


--
-- Name: dispatch_progress dispatch_progress_annotator_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dispatch_progress
    ADD CONSTRAINT dispatch_progress_annotator_fkey FOREIGN KEY (annotator) REFERENCES public.account(id);


--
-- Name: dispatch_progress dispatch_progress_project_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dispatch_progress
    ADD CONSTRAINT dispatch_progress_project_fkey FOREIGN KEY (project) REFERENCES public.project(id);


--
-- Name: dispatch dispatch_project_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dispatch
    ADD CONSTRAINT dispatch_project_fkey FOREIGN KEY (project) REFERENCES public.project(id);


--
-- Name: job job_project_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.job
    ADD CONSTRAINT job_project_fkey FOREIGN KEY (project) REFERENCES public.project(id);


--
-- Name: job job_source_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.job
    ADD CONSTRAINT job_source_fkey FOREIGN KEY (source) REFERENCES public.source(id);


--
-- Name: job job_version_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.job
    ADD CONSTRAINT job_version_fkey FOREIGN KEY (version) REFERENCES public.version(id);


--
-- Name: project_label project_label_project_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.project_label
    ADD CONSTRAINT project_label_project_fkey FOREIGN KEY (project) REFERENCES public.project(id);


--
-- Name: session session_account_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.session
    ADD CONSTRAINT session_account_fkey FOREIGN KEY (account) REFERENCES public.account(id);


--
-- Name: source source_project_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.source
    ADD CONSTRAINT source_project_fkey FOREIGN KEY (project) REFERENCES public.project(id);


--
-- Name: source source_uploader_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.source
    ADD CONSTRAINT source_uploader_fkey FOREIGN KEY (uploader) REFERENCES public.account(id);


--
-- Name: task task_chunk_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.task
    ADD CONSTRAINT task_chunk_fkey FOREIGN KEY (chunk) REFERENCES public.chunk(id);


--
-- Name: task task_project_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.task
    ADD CONSTRAINT task_project_fkey FOREIGN KEY (project) REFERENCES public.project(id);


--
-- Name: version_example version_example_task_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_example
    ADD CONSTRAINT version_example_task_fkey FOREIGN KEY (task) REFERENCES public.task(id);


--
-- Name: version_example version_example_version_group_name_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_example
    ADD CONSTRAINT version_example_version_group_name_fkey FOREIGN KEY (version, group_name) REFERENCES public.version_group(version, group_name);


--
-- Name: version_group version_group_version_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_group
    ADD CONSTRAINT version_group_version_fkey FOREIGN KEY (version) REFERENCES public.version(id);


--
-- Name: version version_parent_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version
    ADD CONSTRAINT version_parent_fkey FOREIGN KEY (parent) REFERENCES public.version(id);


--
-- Name: version version_project_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version
    ADD CONSTRAINT version_project_fkey FOREIGN KEY (project) REFERENCES public.project(id);


--
-- Name: version_vote version_vote_annotation_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_vote
    ADD CONSTRAINT version_vote_annotation_fkey FOREIGN KEY (annotation) REFERENCES public.annotation(id);


--
-- Name: version_vote version_vote_version_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_vote
    ADD CONSTRAINT version_vote_version_fkey FOREIGN KEY (version) REFERENCES public.version(id);


--
-- PostgreSQL database dump complete
--

\unrestrict grFjDg8mgl6vOzPWY4qj9I9457abHdWU3aE00XhyZbLprpzRdcR840e5rUFuyid

