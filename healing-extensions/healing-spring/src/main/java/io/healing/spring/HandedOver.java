package io.healing.spring;

import java.lang.reflect.Method;
import java.util.Arrays;
import org.springframework.aop.Pointcut;
import org.springframework.aop.PointcutAdvisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.scheduling.annotation.AsyncAnnotationAdvisor;

/** Methods whose call only hands the work over to another thread, as {@code @Async} makes it. */
final class HandedOver {
  private HandedOver() {}

  static boolean is(Object bean, Method method) {
    return bean instanceof Advised advised
        && Arrays.stream(advised.getAdvisors())
            .filter(AsyncAnnotationAdvisor.class::isInstance)
            .map(advisor -> ((PointcutAdvisor) advisor).getPointcut())
            .anyMatch(where -> matches(where, method, AopProxyUtils.ultimateTargetClass(bean)));
  }

  private static boolean matches(Pointcut where, Method method, Class<?> type) {
    return where.getClassFilter().matches(type)
        && where.getMethodMatcher().matches(AopUtils.getMostSpecificMethod(method, type), type);
  }
}
