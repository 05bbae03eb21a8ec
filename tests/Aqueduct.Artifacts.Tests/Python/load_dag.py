"""Loads a DAG file with modules in the place of Airflow's that note what they are told, and prints it as JSON."""
import json
import runpy
import sys
import types
from datetime import timedelta

seen = {"tasks": {}}


class Dag:
    def __init__(self, **arguments):
        seen["dag"] = arguments

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return False


class Operator:
    def __init__(self, task_id, **arguments):
        if task_id in seen["tasks"]:
            raise ValueError(f"task {task_id} is there twice")
        self.task_id = task_id
        seen["tasks"][task_id] = {**arguments, "after": []}

    def __rshift__(self, other):
        seen["tasks"][other.task_id]["after"].append(self.task_id)
        return other


def plain(value):
    if isinstance(value, timedelta):
        return value.total_seconds()
    return value.__dict__


def module(name, **members):
    sys.modules[name] = types.ModuleType(name)
    sys.modules[name].__dict__.update(members)


class Record:
    def __init__(self, *positional, **named):
        self.positional = list(positional)
        self.named = named


module("pendulum", datetime=lambda *parts, tz: {"parts": parts, "tz": tz})
module("airflow", DAG=Dag)
module("airflow.models")
module("airflow.models.param", Param=Record)
module("airflow.timetables")
module("airflow.timetables.trigger", CronTriggerTimetable=Record)
for package in ("airflow.providers", "airflow.providers.cncf", "airflow.providers.cncf.kubernetes", "airflow.providers.cncf.kubernetes.operators"):
    module(package)
module("airflow.providers.cncf.kubernetes.operators.pod", KubernetesPodOperator=Operator)
for package in ("airflow.providers.standard", "airflow.providers.standard.operators", "airflow.operators"):
    module(package)
# Airflow 3 has it in a provider, Airflow 2 in itself.
module({"2": "airflow.operators.trigger_dagrun", "3": "airflow.providers.standard.operators.trigger_dagrun"}[sys.argv[2]], TriggerDagRunOperator=Operator)
module("kubernetes")
models = types.SimpleNamespace(V1ResourceRequirements=Record)
module("kubernetes.client", models=models)
runpy.run_path(sys.argv[1])
print(json.dumps(seen, default=plain))
