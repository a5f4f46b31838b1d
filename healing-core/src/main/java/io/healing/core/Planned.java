package io.healing.core;

import io.healing.api.act.ActionPlan;
import io.healing.api.decide.BlockReason;
import io.healing.api.diagnose.Proposal;
import org.jspecify.annotations.Nullable;

/**
 * A proposal with what would exactly be done, or why that cannot be said.
 *
 * @param proposal what an analyzer wishes
 * @param plan what would change, or null
 * @param refusal why there is no plan, or null
 * @param why the same in words; empty with a plan
 */
record Planned(
    Proposal proposal, @Nullable ActionPlan plan, @Nullable BlockReason refusal, String why) {}
