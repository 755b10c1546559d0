"""The formula of `search.ranking`, computed by OpenSearch. Its weights go there as parameters."""

from search import ranking
from search.opensearch.layout import POINT, QUALITY, SEED, Json
from search.plan import NumberField, Signals
from search.weights import weights

_SCRIPT = f"""
double days = Math.max(0L, params.now - doc['{NumberField.POSTED_AT.value}'].value) / params.day;
double freshness = params.fresh_floor + (1 - params.fresh_floor) * Math.pow(2.0, -days / params.half_life);
double quality = params.fit_only ? 1.0 : doc['{QUALITY}'].value / 1000.0;
double nearness = 1.0;
if (params.near) {{
  double radii = doc['{POINT}'].size() == 0 ? 1.0 :
    doc['{POINT}'].arcDistance(params.lat, params.lon) / 1000.0 / params.radius;
  nearness = params.near_floor + (1 - params.near_floor) * Math.pow(2.0, -radii);
}}
long drawn = (doc['{SEED}'].value * params.multiplier) % params.steps;
double lot = 1 + params.lot * drawn / params.steps;
return _score * freshness * quality * nearness * lot;
"""


def ranked(query: Json, signals: Signals) -> Json:
    """Return ``query`` with its score multiplied by the factors."""
    own, centre = weights(), signals.centre
    parameters: Json = {
        "now": signals.now,
        "day": float(ranking.DAY),
        "fresh_floor": 1.0 if signals.fit_only else own.freshness_floor,
        "fit_only": signals.fit_only,
        "half_life": own.half_life_days,
        "near": centre is not None,
        "near_floor": own.nearness_floor,
        "lat": centre.lat if centre else 0.0,
        "lon": centre.lon if centre else 0.0,
        "radius": float(signals.radius_km),
        "multiplier": ranking.day_multiplier(signals.now),
        "steps": ranking.LOT_STEPS,
        "lot": own.lot,
    }
    return {"script_score": {"query": query, "script": {"source": _SCRIPT, "params": parameters}}}
