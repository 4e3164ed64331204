--
-- PostgreSQL database dump
--

\restrict Xx5uSUSFYYu1xuTTWPPFLXqb1q8F7DDrQLADLoEoAnwNOHKUQq5hKZ01HRkVmSW

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
    CONSTRAINT project_check CHECK (((agree >= 1) AND (agree <= max_answers))),
    CONSTRAINT project_kind_check CHECK ((kind = ANY (ARRAY['transcription'::text, 'classification'::text])))
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

INSERT INTO public.account OVERRIDING SYSTEM VALUE VALUES (1, 'lead', 'lead', '$scrypt$ln=15,r=8,p=3$VmPyImQLgcmQl1z41eYDEw==$grCy/LV8ymwGG+BKFpnhupEZBE/P84XrINFj5OViO+A=', 'admin', 1795260142582);
INSERT INTO public.account OVERRIDING SYSTEM VALUE VALUES (2, 'ada', 'ada', '$scrypt$ln=15,r=8,p=3$RCxfqlXaMld/xvy7GvFxqQ==$vQbm38wjuhq/v9x7KpXqEjexGD4pos0RzdxFRsChaMg=', 'annotator', 1795260145974);
INSERT INTO public.account OVERRIDING SYSTEM VALUE VALUES (3, 'ben', 'ben', '$scrypt$ln=15,r=8,p=3$cjfkzpO35D4K4amHMWCOyw==$0VLVvZvhmjP3Ko8crYhzhX4ZjbQciBE3INah/J2sZHg=', 'annotator', 1795260151186);
INSERT INTO public.account OVERRIDING SYSTEM VALUE VALUES (4, 'chen', 'chen', '$scrypt$ln=15,r=8,p=3$YCEqyiwnQvKQO2c2aAxxQA==$LQU5z1znN0dMjqiF0GQ9yaejNPCDY9WKal2mQfYLGUo=', 'annotator', 1795260155242);


--
-- Data for Name: annotation; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.annotation OVERRIDING SYSTEM VALUE VALUES (1, 1, 2, 1, 'cat', 'cat', 1795260156775);
INSERT INTO public.annotation OVERRIDING SYSTEM VALUE VALUES (2, 1, 3, 2, 'cat', 'cat', 1795260156867);
INSERT INTO public.annotation OVERRIDING SYSTEM VALUE VALUES (3, 2, 2, 3, 'cat', 'cat', 1795260156954);
INSERT INTO public.annotation OVERRIDING SYSTEM VALUE VALUES (4, 2, 3, 4, 'dog', 'dog', 1795260157014);
INSERT INTO public.annotation OVERRIDING SYSTEM VALUE VALUES (5, 2, 4, 5, 'cow', 'cow', 1795260157059);
INSERT INTO public.annotation OVERRIDING SYSTEM VALUE VALUES (6, 3, 2, 6, 'dog', 'dog', 1795260157122);


--
-- Data for Name: assignment; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.assignment OVERRIDING SYSTEM VALUE VALUES (1, 1, 1, 2, 'answered', 1795260156742, 1795260456742);
INSERT INTO public.assignment OVERRIDING SYSTEM VALUE VALUES (2, 1, 1, 3, 'answered', 1795260156822, 1795260456822);
INSERT INTO public.assignment OVERRIDING SYSTEM VALUE VALUES (3, 1, 2, 2, 'answered', 1795260156942, 1795260456942);
INSERT INTO public.assignment OVERRIDING SYSTEM VALUE VALUES (4, 1, 2, 3, 'answered', 1795260156987, 1795260456987);
INSERT INTO public.assignment OVERRIDING SYSTEM VALUE VALUES (5, 1, 2, 4, 'answered', 1795260157046, 1795260457046);
INSERT INTO public.assignment OVERRIDING SYSTEM VALUE VALUES (6, 1, 3, 2, 'answered', 1795260157083, 1795260457083);
INSERT INTO public.assignment OVERRIDING SYSTEM VALUE VALUES (7, 1, 3, 3, 'live', 1795260157150, 1795260457150);
INSERT INTO public.assignment OVERRIDING SYSTEM VALUE VALUES (8, 1, 4, 4, 'skipped', 1795260157174, 1795260457174);


--
-- Data for Name: audit_event; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.audit_event VALUES (1, 1795260142582, 1, 'user.created', 'user 1', 'admin lead', 'df5bef1947c7fe71f2117c321e2db389fd761ea9a1e2e66082a9de41aece2b07');
INSERT INTO public.audit_event VALUES (2, 1795260142602, 1, 'session.opened', 'user 1', '', 'd555c5535d18d9cf0efc7c7d25f11058f65529dd30e44c27095bfbf9ee928f20');
INSERT INTO public.audit_event VALUES (3, 1795260142715, 1, 'project.created', 'project 1', 'classification 2/3 Animals', '601f5e68e052e222d50ced22e0f133b12a167539a9d694263e18caaafa3d6c83');
INSERT INTO public.audit_event VALUES (4, 1795260142741, 1, 'source.added', 'source 1', 'b8e0387930adc566ac108500e0b4f0de09eeadda3335c71f4c8edaa12e7f324c animals.txt', '3980fd8b79905422cfbc36db1184a459df69fc3daefaf9ad87ee2bbcfbd0bccd');
INSERT INTO public.audit_event VALUES (5, 1795260143646, NULL, 'source.chunked', 'source 1', '5 chunks', '3cc382629cf6ec1c542cdf422d47f4f2b6fbaabaf00f03bdd9d87f9ce9691668');
INSERT INTO public.audit_event VALUES (6, 1795260145974, 1, 'user.created', 'user 2', 'annotator ada', 'ca2853e41926be9424fe917cd37ca71e64f187079da798dd80409f64aa0cb4e6');
INSERT INTO public.audit_event VALUES (7, 1795260148634, 2, 'session.opened', 'user 2', '', '21cc65b6d0e2c5a71e7c778a7e8298d3b7d7da35a2ac6d699c861b0005af58af');
INSERT INTO public.audit_event VALUES (8, 1795260151186, 1, 'user.created', 'user 3', 'annotator ben', '1e46c6cfdf786c8685d9d331b10485bf06a90f8ff9da05b659181909c518c3e6');
INSERT INTO public.audit_event VALUES (9, 1795260153183, 3, 'session.opened', 'user 3', '', '6f78bc5dce6352084118807188e52bb5c9edafc97de5c87cc684c694ab2b9aa1');
INSERT INTO public.audit_event VALUES (10, 1795260155242, 1, 'user.created', 'user 4', 'annotator chen', '9e662fb026c831fa6b69984ee06d83891e6307df0ff5b2bb5ce609dba820fdee');
INSERT INTO public.audit_event VALUES (11, 1795260156703, 4, 'session.opened', 'user 4', '', '3252c2ef8a18ff8d2cf3b340f02b8c776b90657a66b3b6df70aa21d65f01cbd9');
INSERT INTO public.audit_event VALUES (12, 1795260156775, 2, 'annotation.submitted', 'annotation 1', 'task 1', '801c0d3e0da25200f53c9fa1b0bdd9bc8045e4360e12beb199426935cbb113b3');
INSERT INTO public.audit_event VALUES (13, 1795260156867, 3, 'annotation.submitted', 'annotation 2', 'task 1', '22416958e2206cf29883bfcfff4f520ae9d072c78b4e5bcaca7b579fd55d73de');
INSERT INTO public.audit_event VALUES (14, 1795260156867, NULL, 'task.settled', 'task 1', '', 'a51c184ba281e67b2fa2b320537f308fe2c48c420ff4f0204e3080c9f5a3986e');
INSERT INTO public.audit_event VALUES (15, 1795260156954, 2, 'annotation.submitted', 'annotation 3', 'task 2', '648a40173439860d16e2a2b5d35d04588f67a9143362d2907dde8cf1454332f1');
INSERT INTO public.audit_event VALUES (16, 1795260157014, 3, 'annotation.submitted', 'annotation 4', 'task 2', '4d935cfe80e57e1bc630019b5d043b9d3c383ca90c8824edf0b38672dd08ae53');
INSERT INTO public.audit_event VALUES (17, 1795260157059, 4, 'annotation.submitted', 'annotation 5', 'task 2', '2d81e02d9f1bc47569f62693cf2b2bf4da122c066cf983bbec1ab1a80c815865');
INSERT INTO public.audit_event VALUES (18, 1795260157059, NULL, 'task.contested', 'task 2', '', '2e020b61baf2f1ab8ed1f9bed5016aa5b10b36fc76667b05d5370c53fc7383a5');
INSERT INTO public.audit_event VALUES (19, 1795260157122, 2, 'annotation.submitted', 'annotation 6', 'task 3', '54d3c3dc5387a01cb74da41e54c9d0fb47e39add135693f7c61e58ce43d0fe12');
INSERT INTO public.audit_event VALUES (20, 1795260157202, 4, 'task.skipped', 'task 4', '', 'a9cf5c115393ed3ad43f6f1b4eff3a0155d6a68aef2c59069e9dc9ce002e1e78');


--
-- Data for Name: audit_head; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.audit_head VALUES (1, 20, 'a9cf5c115393ed3ad43f6f1b4eff3a0155d6a68aef2c59069e9dc9ce002e1e78');


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

INSERT INTO public.consensus VALUES (1, 'cat', 'cat', 2, 2, 'quorum', 1795260156867);


--
-- Data for Name: job; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.job OVERRIDING SYSTEM VALUE VALUES (1, 1, 'chunk', 1, NULL, NULL, 'done', NULL, 1795260142741, 1795260142747, 1795260143694);


--
-- Data for Name: project; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.project OVERRIDING SYSTEM VALUE VALUES (1, 'Animals', 'classification', '', 2, 3, 7, 2, 8, 0.3, 1795260142715);


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


--
-- Data for Name: session; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: source; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.source OVERRIDING SYSTEM VALUE VALUES (1, 1, 'animals.txt', 'b8e0387930adc566ac108500e0b4f0de09eeadda3335c71f4c8edaa12e7f324c', 618, 'text', 'ready', NULL, NULL, NULL, NULL, NULL, NULL, 1795260142741);


--
-- Data for Name: task; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.task OVERRIDING SYSTEM VALUE VALUES (5, 1, 5, 'open', 0, 0, 2, 3);
INSERT INTO public.task OVERRIDING SYSTEM VALUE VALUES (1, 1, 1, 'settled', 2, 0, 0, 3);
INSERT INTO public.task OVERRIDING SYSTEM VALUE VALUES (2, 1, 2, 'contested', 3, 0, 0, 3);
INSERT INTO public.task OVERRIDING SYSTEM VALUE VALUES (3, 1, 3, 'open', 1, 1, 1, 3);
INSERT INTO public.task OVERRIDING SYSTEM VALUE VALUES (4, 1, 4, 'open', 0, 0, 2, 3);


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

CREATE UNIQUE INDEX assignment_live ON public.assignment USING btree (project, annotator) WHERE (state = 'live'::text);


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
-- Name: task_free; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX task_free ON public.task USING btree (project, id) WHERE ((state = 'open'::text) AND (leases < wanted));


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

\unrestrict Xx5uSUSFYYu1xuTTWPPFLXqb1q8F7DDrQLADLoEoAnwNOHKUQq5hKZ01HRkVmSW

