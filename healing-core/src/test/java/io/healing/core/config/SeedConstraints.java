package io.healing.core.config;

import io.healing.api.act.HealingRemediationConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.diagnose.HealingAnalysisConfig;
import io.healing.api.job.ErrorBudgetConfig;
import io.healing.api.job.SlaConfig;
import io.healing.api.notify.HealingNotifyConfig;
import io.healing.api.review.BusinessLogConfig;
import io.healing.api.review.ReviewScheduleConfig;
import io.healing.api.review.ReviewScopeConfig;
import io.healing.api.review.SuggestionBehaviorConfig;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Asks the validator what is wrong with a part of a configuration. */
abstract class SeedConstraints {
  static ValidatorFactory factory;
  static Validator validator;

  @BeforeAll
  static void open() {
    factory =
        Validation.byProvider(HibernateValidator.class)
            .configure()
            .messageInterpolator(
                new ParameterMessageInterpolator(
                    Set.of(Locale.ENGLISH), Locale.ENGLISH, context -> Locale.ENGLISH, false))
            .buildValidatorFactory();
    validator = factory.getValidator();
  }

  @AfterAll
  static void close() {
    factory.close();
  }

  static List<Record> defaults() {
    return List.of(
        SelfHealingConfig.defaults(),
        ReviewScheduleConfig.defaults(),
        ReviewScopeConfig.defaults(),
        SuggestionBehaviorConfig.defaults(),
        BusinessLogConfig.defaults().withPath("sales.jsonl"),
        HealingAnalysisConfig.defaults(),
        HealingRemediationConfig.defaults(),
        HealingNotifyConfig.defaults(),
        SlaConfig.defaults(),
        ErrorBudgetConfig.defaults());
  }

  static List<String> faults(Record config) {
    return validator.validate(config).stream()
        .map(fault -> fault.getPropertyPath() + " " + fault.getMessage())
        .toList();
  }
}
